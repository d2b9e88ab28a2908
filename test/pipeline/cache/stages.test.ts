import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cachedStages } from '../../../pipeline/cache/stages.ts';
import { temporaryFolder } from '../../support/folder.ts';

const clock = (): number => 0;

/** Changes the last byte of everything that the cache keeps. */
async function damageAll(folder: string): Promise<void> {
  for (const name of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!name.isFile() || !name.parentPath.includes('content-v2')) continue;
    const file = path.join(name.parentPath, name.name);
    await chmod(file, 0o644);
    const bytes = await readFile(file);
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(file, bytes);
  }
}

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
    await damageAll(folder);
    expect(await cachedStages({ folder, clock }).stage('a', 1, async () => 'made again').value()).toBe('made again');
  });

  it('keeps what was made again in place of damaged bytes, even where it is the same', async () => {
    const folder = await temporaryFolder();
    const run = (make: () => Promise<string>): Promise<string> => cachedStages({ folder, clock }).stage('a', 1, make).value();
    await run(async () => 'kept');
    await damageAll(folder);
    await run(async () => 'kept');
    expect(await run(() => expect.fail('the cache holds it'))).toBe('kept');
  });

  it('makes parts for new items only, in batches, and gives them in the items’ order', async () => {
    const folder = await temporaryFolder();
    const run = async (items: string[], batch = 2) => {
      const made: string[][] = [];
      const told: number[][] = [];
      const stages = cachedStages({ folder, clock });
      const stage = stages.perItem('codes', ['model', 1], items, {
        batch, onProgress: (...step) => told.push(step),
        make: async (places) => {
          made.push(places.map((place) => items[place]!));
          return places.map((place) => `${items[place]}!`);
        },
      });
      const parts = await stage.value();
      return { key: stage.key, parts, made, told, timings: stages.timings() };
    };
    const first = await run(['a', 'b', 'c']);
    expect(first).toMatchObject({ parts: ['a!', 'b!', 'c!'], made: [['a', 'b'], ['c']], told: [[2, 3], [3, 3]] });
    const second = await run(['new', 'c', 'b', 'new', 'a']);
    expect(second).toMatchObject({ parts: ['new!', 'c!', 'b!', 'new!', 'a!'], made: [['new']] });
    expect(second.timings.filter((timing) => !timing.cached)).toEqual([{ name: 'codes', seconds: 0, cached: false }]);
    expect(second.timings).toHaveLength(4);
    expect((await run(['b', 'a'])).made).toEqual([]);
    expect((await run([])).parts).toEqual([]);
    expect(new Set([first.key, second.key, (await run(['c', 'b', 'a'])).key]).size).toBe(3);
    expect((await run(['a', 'b', 'c'], 7)).key).toBe(first.key);
  });

  it('keeps the batches that were done when a later one fails', async () => {
    const folder = await temporaryFolder();
    const made: number[] = [];
    const value = (fails: boolean) => cachedStages({ folder, clock }).perItem('codes', null, ['a', 'b', 'c'], {
      batch: 1,
      make: async ([place]) => {
        if (fails && place === 2) throw new Error('stopped');
        made.push(place!);
        return [place!];
      },
    }).value();
    await expect(value(true)).rejects.toThrow('stopped');
    expect(await value(false)).toEqual([0, 1, 2]);
    expect(made).toEqual([0, 1, 2]);
  });

  it('is told when a maker does not make a part for each item', async () => {
    const stages = cachedStages({ folder: await temporaryFolder(), clock });
    await expect(stages.perItem('codes', null, ['a', 'b'], { batch: 9, make: async () => [1] }).value()).rejects.toThrow(/1 parts were made for 2 items/);
  });

  it('says in a sentence that the folder cannot be written', async () => {
    const folder = path.join(await temporaryFolder(), 'cache');
    await writeFile(folder, 'a file where the folder should be');
    await expect(cachedStages({ folder, clock }).stage('a', 1, async () => 1).value()).rejects.toThrow(/a file stands where a folder is needed/);
  });
});
