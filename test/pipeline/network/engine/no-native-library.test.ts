import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../support/folder.ts';

const network = path.resolve(import.meta.dirname, '../../../../pipeline/network');
const plans = path.resolve(import.meta.dirname, '../plans.support.ts');

/** Makes onnxruntime-node fail as on a platform that its package has no library for, in worker threads too. */
const hook = `
  import { registerHooks } from 'node:module';
  registerHooks({ load: (url, context, next) => {
    if (/onnxruntime-node\\/dist\\/index\\.js$/.test(url)) throw new Error("Cannot find module '../bin/napi-v6/linux/riscv64/onnxruntime_binding.node'");
    return next(url, context);
  } });
`;
const program = `
  import { chooseEngine } from '${network}/engine/choose.ts';
  import { train } from '${network}/train.ts';
  import { telling } from '${plans}';
  const choice = await chooseEngine(null);
  const { epochs } = await train({ ...telling, epochs: 2, engine: choice.name });
  console.log(JSON.stringify({ ...choice, epochs: epochs.length }));
`;

it('trains in pure WebAssembly where the native library does not load, and says why', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'hook.mjs'), hook);
  await writeFile(path.join(folder, 'program.mjs'), program);
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', path.join(folder, 'hook.mjs'), path.join(folder, 'program.mjs')], { encoding: 'utf8', env: { ...process.env, VK_DRIVER_FILES: '' } });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({
    name: 'wasm', epochs: 2, version: expect.stringMatching(/^onnxruntime-web /),
    why: expect.stringMatching(/^it needs no native library, and onnxruntime-node cannot be used here: Cannot find module '\S+onnxruntime_binding\.node'$/),
  });
});
