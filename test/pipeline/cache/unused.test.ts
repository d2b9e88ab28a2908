import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import cacache from 'cacache';
import { describe, expect, it, vi } from 'vitest';
import { archivesFolder, reportFile, stagesFolder } from '../../../pipeline/cache/folder.ts';
import { cachedStages, type Stages } from '../../../pipeline/cache/stages.ts';
import { dropUnused, rememberNeeded, rememberUnfinished } from '../../../pipeline/cache/unused.ts';
import { temporaryFolder } from '../../support/folder.ts';

/** A build in which weights, which are never asked for once they are cached, feed codes of each picture. */
async function build(cache: string, id: string, pictures: readonly string[], settings = 1): Promise<{ made: string[]; stages: Stages }> {
  const made: string[] = [];
  const stages = cachedStages({ folder: stagesFolder(cache), clock: () => 0 });
  const weights = stages.stage('weights', settings, async () => { made.push('weights'); return Float32Array.of(settings); });
  const codes = stages.perItem('codes', weights.key, pictures, {
    batch: 1,
    make: async ([place]) => {
      await weights.value();
      made.push(pictures[place!]!);
      return [`${pictures[place!]!} by ${settings}`];
    },
  });
  await codes.value();
  await rememberNeeded(cache, id, stages.declared());
  return { made, stages };
}

const contents = async (cache: string): Promise<number> =>
  (await readdir(stagesFolder(cache), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && entry.parentPath.includes('content-v2')).length;

describe('dropUnused', () => {
  it('drops what a changed setting left behind, and nothing that the last build needs', async () => {
    const cache = await temporaryFolder();
    await build(cache, 'stamps', ['a', 'b'], 1);
    await build(cache, 'stamps', ['a', 'b'], 2);
    expect(await contents(cache)).toBe(6);
    expect(await dropUnused(cache, new Set(['stamps']))).toMatchObject({ results: 3, bytes: expect.any(Number) });
    expect(await contents(cache)).toBe(3);
    expect((await build(cache, 'stamps', ['a', 'b'], 2)).made).toEqual([]);
  });

  it('keeps what only feeds cached results: another picture needs it', async () => {
    const cache = await temporaryFolder();
    await build(cache, 'stamps', ['a']);
    await build(cache, 'stamps', ['a']);
    expect((await dropUnused(cache, new Set(['stamps']))).results).toBe(0);
    expect((await build(cache, 'stamps', ['a', 'b'])).made).toEqual(['b']);
  });

  it('keeps what another collection needs, until that is gone', async () => {
    const cache = await temporaryFolder();
    await build(cache, 'stamps', ['a']);
    await build(cache, 'coins', ['b']);
    expect((await dropUnused(cache, new Set(['stamps', 'coins']))).results).toBe(0);
    expect((await dropUnused(cache, new Set(['stamps']))).results).toBe(1);
    expect((await build(cache, 'stamps', ['a'])).made).toEqual([]);
  });

  it('keeps bytes that a needed result shares with one that is not', async () => {
    const cache = await temporaryFolder();
    const stages = cachedStages({ folder: stagesFolder(cache), clock: () => 0 });
    for (const name of ['one', 'two']) await stages.stage(name, 1, async () => 'the same').value();
    await rememberNeeded(cache, 'stamps', [stages.stage('one', 1, async () => '').key]);
    expect(await dropUnused(cache, new Set(['stamps']))).toEqual({ results: 1, bytes: 0 });
    expect(await cachedStages({ folder: stagesFolder(cache), clock: () => 0 }).stage('one', 1, async () => 'made again').value()).toBe('the same');
  });

  it('counts bytes once that several results share', async () => {
    const cache = await temporaryFolder();
    const stages = cachedStages({ folder: stagesFolder(cache), clock: () => 0 });
    for (const name of ['one', 'two']) await stages.stage(name, 1, async () => 'the same').value();
    await rememberNeeded(cache, 'stamps', []);
    const { size } = Object.values(await cacache.ls(stagesFolder(cache)))[0]!;
    expect(await dropUnused(cache, new Set(['stamps']))).toEqual({ results: 2, bytes: size });
    expect(await contents(cache)).toBe(0);
  });

  it('finds again what it was killed over', async () => {
    const cache = await temporaryFolder();
    await build(cache, 'stamps', ['a'], 1);
    await rememberNeeded(cache, 'stamps', []);
    const { content } = cacache.rm;
    const removal = vi.spyOn(cacache.rm, 'content').mockRejectedValueOnce(new Error('killed before')).mockImplementationOnce(async (folder, integrity) => {
      await content(folder, integrity);
      throw new Error('killed after');
    });
    await expect(dropUnused(cache, new Set(['stamps']))).rejects.toThrow('killed before');
    await expect(dropUnused(cache, new Set(['stamps']))).rejects.toThrow('killed after');
    removal.mockRestore();
    expect((await dropUnused(cache, new Set(['stamps']))).results).toBe(2);
    expect(await contents(cache)).toBe(0);
  });

  it('drops unpacked archives that no last build used, with all that is in them', async () => {
    const cache = await temporaryFolder();
    const archives = archivesFolder(cache);
    for (const name of ['old', 'new', 'shared']) {
      await mkdir(path.join(archives, name, 'files/deep'), { recursive: true });
      await writeFile(path.join(archives, name, 'files/deep/a.png'), 'picture');
      await writeFile(path.join(archives, name, 'skipped.json'), '[]');
    }
    const remember = async (id: string, ...used: string[]) => {
      const stages = cachedStages({ folder: stagesFolder(cache), clock: () => 0 });
      for (const name of used) stages.needs(name);
      await rememberNeeded(cache, id, stages.declared());
    };
    // A build that was killed while it dropped this one, and a file that is nobody's.
    await mkdir(path.join(archives, 'old.dropped/files'), { recursive: true });
    await writeFile(path.join(archives, 'notes.txt'), 'mine');
    await remember('stamps', 'old', 'shared');
    await remember('coins', 'shared');
    await remember('stamps', 'new');
    expect(await dropUnused(cache, new Set(['stamps', 'coins']))).toEqual({ results: 1, bytes: 9 });
    expect((await readdir(archives)).sort()).toEqual(['new', 'notes.txt', 'shared']);
    expect(await dropUnused(cache, new Set(['stamps']))).toEqual({ results: 1, bytes: 9 });
    expect(await readdir(archives, { recursive: true })).toContain('new/files/deep/a.png');
  });

  it('keeps everything while it is not known what a collection that was built needs, and names that', async () => {
    const cache = await temporaryFolder();
    await build(cache, 'stamps', ['a'], 1);
    await build(cache, 'stamps', ['a'], 2);
    await mkdir(path.dirname(reportFile(cache, 'coins')), { recursive: true });
    for (const id of ['stamps', 'coins', 'gone']) await writeFile(reportFile(cache, id), '{}');
    expect(await dropUnused(cache, new Set(['stamps', 'coins', 'never built']))).toEqual({ results: 0, bytes: 0, unknown: ['coins'] });
    // What a build came to that did not end is not all that the one before it needs.
    await rememberUnfinished(cache, 'coins', ['half']);
    expect(await dropUnused(cache, new Set(['stamps', 'coins']))).toMatchObject({ unknown: ['coins'] });
    expect(await contents(cache)).toBe(4);
    await rememberNeeded(cache, 'coins', []);
    expect((await dropUnused(cache, new Set(['stamps', 'coins']))).results).toBe(2);
  });

  it('drops nothing where no build has said what it needs', async () => {
    const cache = await temporaryFolder();
    await cachedStages({ folder: path.join(cache, 'stages'), clock: () => 0 }).stage('weights', 1, async () => 1).value();
    await mkdir(path.join(archivesFolder(cache), 'one'), { recursive: true });
    expect(await dropUnused(cache, new Set(['stamps']))).toEqual({ results: 0, bytes: 0 });
    expect([await contents(cache), await readdir(archivesFolder(cache))]).toEqual([1, ['one']]);
  });
});
