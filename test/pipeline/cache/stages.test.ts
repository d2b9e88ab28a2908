import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cachedStages } from '../../../pipeline/cache/stages.ts';
import { temporaryFolder } from '../../support/folder.ts';

const clock = (): number => 0;

describe('cachedStages', () => {
  it('makes a stage once in a run and not again in the next', async () => {
    const folder = await temporaryFolder();
    let made = 0;
    const make = async () => ({ made: ++made, values: Float32Array.of(1, 2) });
    const first = cachedStages({ folder, clock }).stage('codes', [1], make);
    expect(await first.value()).toBe(await first.value());
    const again = cachedStages({ folder, clock });
    const value = await again.stage('codes', [1], make).value();
    expect(value).toEqual({ made: 1, values: Float32Array.of(1, 2) });
    expect(again.timings()).toEqual([{ name: 'codes', seconds: 0, cached: true }]);
  });

  it('makes a stage again when an ingredient changes', async () => {
    const stages = cachedStages({ folder: await temporaryFolder(), clock });
    expect(await stages.stage('a', { seed: 1 }, async () => 'one').value()).toBe('one');
    expect(await stages.stage('a', { seed: 2 }, async () => 'two').value()).toBe('two');
    expect(await stages.stage('a', { seed: 1 }, async () => 'never').value()).toBe('one');
  });

  it('does not make what only feeds a cached stage', async () => {
    const folder = await temporaryFolder();
    const run = async (): Promise<string[]> => {
      const asked: string[] = [];
      const stages = cachedStages({ folder, clock });
      const big = stages.stage('training set', 1, async () => { asked.push('big'); return 7; });
      const small = stages.stage('weights', big.key, async () => { asked.push('small'); return 1 + await big.value(); });
      expect(await small.value()).toBe(8);
      return asked;
    };
    expect(await run()).toEqual(['small', 'big']);
    expect(await run()).toEqual([]);
  });

  it('makes a stage again when its kept bytes were damaged', async () => {
    const folder = await temporaryFolder();
    await cachedStages({ folder, clock }).stage('a', 1, async () => 'kept').value();
    for (const name of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!name.isFile() || !name.parentPath.includes('content-v2')) continue;
      const file = path.join(name.parentPath, name.name);
      await chmod(file, 0o644);
      const bytes = await readFile(file);
      bytes[bytes.length - 1]! ^= 1;
      await writeFile(file, bytes);
    }
    expect(await cachedStages({ folder, clock }).stage('a', 1, async () => 'made again').value()).toBe('made again');
  });

  it('says in a sentence that the folder cannot be written', async () => {
    const folder = path.join(await temporaryFolder(), 'cache');
    await writeFile(folder, 'a file where the folder should be');
    await expect(cachedStages({ folder, clock }).stage('a', 1, async () => 1).value()).rejects.toThrow(/a file stands where a folder is needed/);
  });
});
