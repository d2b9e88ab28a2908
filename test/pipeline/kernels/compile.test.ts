import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { codeKey } from '../../../pipeline/cache/code-key.ts';
import { temporaryFolder } from '../../support/folder.ts';

const sums = new URL('./assembly/sums.ts', import.meta.url);

/** The function with an empty memory, as in a new process. */
async function newProcess(): Promise<typeof import('../../../pipeline/kernels/compile.ts').compiledKernels> {
  vi.resetModules();
  return (await import('../../../pipeline/kernels/compile.ts')).compiledKernels;
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort();
}

const contentFile = async (folder: string): Promise<string> => (await filesUnder(folder)).find((file) => file.includes('content-v2'))!;

describe('compiledKernels', () => {
  it('compiles once and then takes the kept result', async () => {
    const folder = await temporaryFolder();
    const module = await (await newProcess())(sums, folder);
    expect(WebAssembly.Module.exports(module).map(({ name }) => name).sort()).toEqual(['squares', 'trap']);
    const kept = await filesUnder(folder);
    await (await newProcess())(sums, folder);
    expect(await filesUnder(folder)).toEqual(kept);
  });

  it('compiles anew where the kept file is damaged', async () => {
    const folder = await temporaryFolder();
    await (await newProcess())(sums, folder);
    const file = await contentFile(folder);
    const whole = await readFile(file);
    for (const damaged of [whole.subarray(0, 50), Buffer.alloc(0), Buffer.concat([whole.subarray(0, -1), Buffer.of(whole.at(-1)! ^ 1)])]) {
      await writeFile(file, damaged);
      const module = await (await newProcess())(sums, folder);
      expect(WebAssembly.Module.exports(module)).toHaveLength(2);
      expect(await readFile(file)).toEqual(whole);
    }
  });

  it('says what the compiler says where a source is wrong', async () => {
    const compiledKernels = await newProcess();
    await expect(compiledKernels(new URL('./assembly/wrong.ts', import.meta.url), await temporaryFolder())).rejects.toThrow(/wrong\.ts does not compile:[^]*part\(\)/);
  });

  it('says in a sentence that the cache cannot be written', async () => {
    const file = path.join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    await expect((await newProcess())(sums, path.join(file, 'kernels'))).rejects.toThrow('a file stands where a folder is needed');
  });
});

it('has a part in the key of a stage that uses kernels', () => {
  const files = ['pipeline/kernels/assembly', 'pipeline/layout/tsne.ts'];
  expect(codeKey(...files)).not.toBe(codeKey(files[1]!));
});
