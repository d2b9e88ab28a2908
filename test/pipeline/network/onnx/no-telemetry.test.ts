import { spawnSync } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../support/folder.ts';

const network = path.resolve(import.meta.dirname, '../../../../pipeline/network');

/** Trains a network of one weight in a process of its own whose home is `home`, in the way that builds do. */
const program = `
  import { train } from '${network}/train.ts';
  const pictures = { count: 1, shape: [3, 1, 1], inputs: new Uint8Array(3) };
  await train({
    network: { input: [3, 1, 1], layers: [{ name: 'only', kind: 'conv2d', filters: 3, kernel: 1, stride: 1 }] },
    loss: { kind: 'mean-squared-error' }, optimiser: { kind: 'sgd' }, initialiser: { kind: 'glorot' }, schedule: { kind: 'constant', rate: 0.1 },
    batch: 1, epochs: 1, seed: 1, training: pictures, validation: pictures, engine: 'cpu',
  });
`;

it('training leaves no records of onnxruntime behind, which it would send to its maker', async () => {
  const home = await temporaryFolder();
  const { CI: _, ORT_DISABLE_TELEMETRY: __, XDG_CACHE_HOME: ___, ...rest } = process.env;
  const file = path.join(await temporaryFolder(), 'train.mjs');
  await writeFile(file, program);
  const { status, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8', env: { ...rest, HOME: home } });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(await readdir(home, { recursive: true })).toEqual([]);
});
