import * as disk from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishGallery, restoreFormer, type FileSystem } from '../../../pipeline/publish/folder.ts';
import { FORMAT, FORMAT_VERSION, type Manifest } from '../../../src/gallery/manifest.ts';
import { changedFiles, openManifest } from '../../../src/gallery/read.ts';
import { temporaryFolder } from '../../support/folder.ts';

const manifest: Omit<Manifest, 'files'> = {
  format: FORMAT, version: FORMAT_VERSION, id: 'tiny', title: 'Tiny', description: 'None.', noun: { one: 'dot', many: 'dots' }, order: 1, count: 0,
  items: 'items.arrow', neighbours: 0, neighbourRows: 1, layouts: [], labels: [], facts: [], atlases: [], imageSizes: [], families: [], credits: [],
  encoders: [{ id: 'pixels', name: 'Pixels', description: 'None.', dimensions: 0, distance: 'euclidean', distanceNote: 'none', retrieval: {} }],
  counts: { found: 0, published: 0, skipped: [] },
};
const file = (name: string, text: string) => ({ path: name, bytes: new TextEncoder().encode(text) });
const failing = (call: keyof FileSystem, code: string, after = 0): FileSystem => {
  let calls = 0;
  return { ...disk, [call]: async (...words: never[]) => {
    calls += 1;
    if (calls === after + 1) throw Object.assign(new Error(code), { code });
    return (disk[call] as (...all: never[]) => Promise<unknown>)(...words);
  } };
};

describe('publishGallery', () => {
  it('writes files with hashes that notice a changed byte and a missing file', async () => {
    const target = path.join(await temporaryFolder(), 'galleries/tiny');
    const { files } = await publishGallery(target, manifest, [file('items.arrow', 'rows'), file('images/a.webp', 'picture')]);
    const read = async (name: string): Promise<Uint8Array> => disk.readFile(path.join(target, name));
    const opened = await openManifest(read);
    expect(await changedFiles(read, opened)).toEqual([]);
    expect(Object.keys(files)).toEqual(['files.json', 'images/a.webp', 'items.arrow']);
    // Files of single items would make the manifest of a large gallery megabytes long.
    expect(Object.keys(opened.files)).toEqual(['files.json', 'items.arrow']);
    await disk.writeFile(path.join(target, 'images/a.webp'), 'pictvre');
    expect(await changedFiles(read, opened)).toEqual(['images/a.webp']);
    await disk.rm(path.join(target, 'items.arrow'));
    expect(await changedFiles(read, opened)).toEqual(['items.arrow', 'images/a.webp']);
  });

  it('replaces the former gallery whole: no file of it stays behind', async () => {
    const target = path.join(await temporaryFolder(), 'tiny');
    await publishGallery(target, manifest, [file('old.txt', 'old')]);
    await publishGallery(target, manifest, [file('new.txt', 'new')]);
    expect((await disk.readdir(target)).sort()).toEqual(['gallery.json', 'new.txt']);
    expect(await disk.readdir(path.dirname(target))).toEqual(['tiny']);
  });

  it.each([
    ['full', 'ENOSPC', 'writeFile', 1, /disk is full/], ['read-only', 'EROFS', 'mkdir', 0, /disk is read-only/],
    ['closed', 'EACCES', 'writeFile', 0, /access is denied/], ['full at the swap', 'ENOSPC', 'rename', 1, /disk is full/],
  ] as const)('keeps the former gallery when the disk is %s', async (_, code, call, after, sentence) => {
    const target = path.join(await temporaryFolder(), 'tiny');
    await publishGallery(target, manifest, [file('old.txt', 'old')]);
    const writing = publishGallery(target, manifest, [file('new.txt', 'new')], failing(call, code, after));
    await expect(writing).rejects.toMatchObject({ name: 'Problem', message: expect.stringMatching(sentence) });
    expect((await disk.readdir(target)).sort()).toEqual(['gallery.json', 'old.txt']);
    expect(await disk.readdir(path.dirname(target))).toEqual(['tiny']);
  });

  it('refuses to publish a manifest that its own reader would refuse', async () => {
    const target = path.join(await temporaryFolder(), 'tiny');
    await expect(publishGallery(target, { ...manifest, count: -1 }, [])).rejects.toThrow(/damaged at “count”/);
    await expect(disk.readdir(target)).rejects.toThrow();
  });
});

it('restoreFormer puts a gallery back that a killed build had moved aside, and leaves a finished one alone', async () => {
  const folder = await temporaryFolder();
  const target = path.join(folder, 'tiny');
  await disk.mkdir(`${target}.former`);
  await restoreFormer(target);
  expect(await disk.readdir(folder)).toEqual(['tiny']);
  await disk.mkdir(`${target}.former`);
  await restoreFormer(target);
  expect((await disk.readdir(folder)).sort()).toEqual(['tiny', 'tiny.former']);
});
