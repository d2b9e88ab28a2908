import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeKey } from '../../../../pipeline/cache/code-key.ts';
import { keyOf } from '../../../../pipeline/cache/key.ts';
import type { Downloads } from '../../../../pipeline/download/downloads.ts';
import { hashFile } from '../../../../pipeline/ground/hash-file.ts';
import { archiveOfPictures, type ArchiveSettings } from '../../../../pipeline/sources/archive/archive.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { writeTar, zipOf } from './archives.support.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const pictures = ['photos/cat/a.jpg', 'photos/cat/b.jpg', 'photos/dog/c.jpg'];
const extras = ['__MACOSX/photos/cat/._a.jpg', 'photos/.DS_Store', 'photos/read me.txt'];

async function place(change: Partial<ArchiveSettings> = {}) {
  const root = await temporaryFolder();
  const file = path.join(root, 'photos.zip');
  await writeFile(file, zipOf([...pictures, ...extras].map((name) => ({ name, content: bytes(name) }))));
  const downloads: Downloads = { obtain: ({ url, data }) => Promise.resolve(data ? path.join(root, data) : url.endsWith('photos.zip') ? file : 'nowhere') };
  const settings: ArchiveSettings = { from: { file }, downloads, unpacked: path.join(root, 'cache/archives'), index: path.join(root, 'cache/index.json'), onUnpacked: () => undefined, ...change };
  return { root, file, settings };
}
const classes = async (settings: ArchiveSettings) => (await archiveOfPictures(settings)).items.map((item) => [item.file, item.labels.folder]);

describe('archiveOfPictures', () => {
  it('makes the folders of an archive a label, without the one folder around all', async () => {
    const { settings } = await place({ label: 'Animal' });
    const source = await archiveOfPictures(settings);
    expect(source).toMatchObject({ found: 3, skipped: [], labels: [{ column: 'folder', title: 'Animal' }] });
    expect(source.items.map((item) => [item.file, item.labels.folder])).toEqual([['cat/a.jpg', 'cat'], ['cat/b.jpg', 'cat'], ['dog/c.jpg', 'dog']]);
    expect(Buffer.from(await source.items[2]!.picture.read()).toString()).toBe('photos/dog/c.jpg');
  });

  it('unpacks once, and again when the archive is another', async () => {
    const { file, settings } = await place();
    const unpackedAt = async (): Promise<number[]> => {
      await archiveOfPictures(settings);
      return Promise.all((await readdir(settings.unpacked)).map(async (key) => (await stat(path.join(settings.unpacked, key, 'files'))).mtimeMs));
    };
    const before = await unpackedAt();
    expect(before).toHaveLength(1);
    expect(await unpackedAt()).toEqual(before);
    await writeFile(file, zipOf([{ name: 'new/one.png', content: bytes('1') }, { name: 'old/two.png', content: bytes('2') }]));
    expect(await classes(settings)).toEqual([['new/one.png', 'new'], ['old/two.png', 'old']]);
  });

  it('takes a folder of it, and an archive in it', async () => {
    const { root, settings } = await place({ folder: 'photos/cat' });
    expect(await classes(settings)).toEqual([['a.jpg', ''], ['b.jpg', '']]);
    await writeTar(path.join(root, 'inner.tar.gz'), [{ name: 'set/x/1.png', content: bytes('1') }, { name: 'set/y/2.png', content: bytes('2') }]);
    await writeFile(path.join(root, 'outer.zip'), zipOf([{ name: 'deep/inner.tar.gz', content: await readFile(path.join(root, 'inner.tar.gz')) }, { name: 'other.png', content: bytes('o') }]));
    const nested = { ...settings, from: { file: path.join(root, 'outer.zip') }, inside: 'deep/inner.tar.gz', folder: 'set' };
    expect(await classes(nested)).toEqual([['x/1.png', 'x'], ['y/2.png', 'y']]);
    await expect(archiveOfPictures({ ...nested, inside: 'deep/none.zip' })).rejects.toThrow(/outer\.zip holds no “deep\/none\.zip”; correct “inside”/);
  });

  it('fetches an archive by its address, or takes what stands for it unpacked in the data folder', async () => {
    const { root, settings } = await place();
    expect(await classes({ ...settings, from: { url: 'https://example.org/photos.zip' } })).toHaveLength(3);
    await mkdir(path.join(root, 'data/owl'), { recursive: true });
    await writeFile(path.join(root, 'data/owl/o.png'), 'o');
    expect(await classes({ ...settings, from: { url: 'https://example.org/photos.zip', data: 'data' }, folder: 'photos' })).toEqual([['o.png', '']]);
    await rm(path.join(root, 'photos.zip'));
    await expect(archiveOfPictures(settings)).rejects.toThrow(/photos\.zip cannot be opened; correct “file”/);
  });

  it('counts what it leaves out', async () => {
    const { file, settings } = await place();
    await writeFile(file, zipOf([{ name: 'a.png', content: bytes('a') }, { name: 'l.png', content: bytes('a.png'), mode: 0o120777 }]));
    const source = await archiveOfPictures(settings);
    expect([source.found, source.items.length, source.skipped.map(({ name }) => name)]).toEqual([2, 1, ['l.png']]);
    expect((await archiveOfPictures(settings)).skipped).toEqual(source.skipped);
  });

  it('names what it passed over as a folder does, in every build', async () => {
    const { root, file, settings } = await place();
    const odd = ['LICENSE', 'photos/cat/scan', 'photos/cat/b.jpg.bak', 'photos/dog/list.csv', 'photos/cat/'];
    await writeFile(file, zipOf([...pictures, ...extras, ...odd].map((name) => ({ name, content: bytes(name) }))));
    const passedOver = async (change: Partial<ArchiveSettings>) => (await archiveOfPictures({ ...settings, ...change })).notices.map(({ what, names }) => [what, names]);
    const what = 'Passed over, because their names are not those of pictures';
    for (const _ of ['unpacked now', 'unpacked before']) {
      expect(await passedOver({})).toEqual([[what, ['LICENSE', 'cat/b.jpg.bak', 'cat/scan', 'dog/list.csv', 'read me.txt']]]);
    }
    expect(await passedOver({ folder: 'photos/cat' })).toEqual([[what, ['b.jpg.bak', 'scan']]]);
    expect(await passedOver({ draw: { folders: ['cat'] } })).toEqual([]);
    const inner = zipOf(['set/a.png', 'set/scan'].map((name) => ({ name, content: bytes(name) })));
    await writeFile(path.join(root, 'outer.zip'), zipOf([{ name: 'inner.zip', content: inner }, { name: 'outside', content: bytes('o') }]));
    // What lies beside the archive inside is not asked for.
    expect(await passedOver({ from: { file: path.join(root, 'outer.zip') }, inside: 'inner.zip' })).toEqual([[what, ['scan']]]);
  });

  it('unpacks again what was not unpacked to its end, and what other code unpacked', async () => {
    const { file, settings } = await place();
    await archiveOfPictures(settings);
    const [name] = await readdir(settings.unpacked);
    expect(name).toBe(keyOf(await hashFile(file), undefined, codeKey('pipeline/sources/archive/archive.ts')).slice(0, 16));
    for (const broken of ['{"skipped": [{"na', 'null', '[]', '']) {
      await writeFile(path.join(settings.unpacked, name!, 'skipped.json'), broken);
      await writeFile(path.join(settings.unpacked, name!, 'files/photos/cat/a.jpg'), 'half');
      const { items } = await archiveOfPictures(settings);
      expect(Buffer.from(await items[0]!.picture.read()).toString()).toBe('photos/cat/a.jpg');
    }
    await rm(path.join(settings.unpacked, name!, 'files'), { recursive: true });
    expect(await classes(settings)).toHaveLength(3);
    expect((await readdir(path.join(settings.unpacked, name!))).sort()).toEqual(['files', 'skipped.json']);
  });

  it('says in one sentence when there is no place to unpack to', async () => {
    const { root, settings } = await place();
    await writeFile(path.join(root, 'cache'), 'in the way');
    await expect(archiveOfPictures(settings)).rejects.toMatchObject({ name: 'Problem', message: expect.stringMatching(/archives\/\w+ could not be written because a file stands where a folder is needed/) });
  });

  it('names an archive without the folder or without pictures, and never the place it was unpacked to', async () => {
    const { root, file, settings } = await place({ folder: 'cats' });
    const refused = (given: ArchiveSettings, sentence: string) => expect(archiveOfPictures(given)).rejects.toMatchObject({ name: 'Problem', message: sentence });
    await refused(settings, `${file} holds no folder “cats” with pictures, but: photos; correct “folder” in the collection's file.`);
    await refused({ ...settings, folder: 'photos/cat/a.jpg' }, `${file} holds no folder “photos/cat/a.jpg” with pictures, but: photos; correct “folder” in the collection's file.`);
    await refused({ ...settings, from: { url: 'https://example.org/photos.zip' } }, 'https://example.org/photos.zip holds no folder “cats” with pictures, but: photos; correct “folder” in the collection\'s file.');
    await writeFile(file, zipOf([{ name: 'a.png', content: bytes('a') }, { name: 'tables/list.csv', content: bytes('file,name\na.png,A\n') }]));
    await refused({ ...settings, folder: 'tables' }, `${file} holds no pictures in “tables”; correct “folder” in the collection's file.`);
    await writeFile(path.join(root, 'outer.zip'), zipOf([{ name: 'inner.zip', content: await readFile(file) }]));
    await refused({ ...settings, from: { file: path.join(root, 'outer.zip') }, inside: 'inner.zip' }, `${root}/outer.zip (inner.zip) holds no folder “cats” with pictures, but: tables; correct “folder” in the collection's file.`);
    await writeFile(file, zipOf([{ name: 'a.png', content: bytes('a') }]));
    await refused(settings, `${file} holds no folder “cats” with pictures, nor any other; correct “folder” in the collection's file.`);
    await writeFile(file, zipOf([{ name: 'read me.txt', content: bytes('no') }]));
    await refused({ ...settings, folder: undefined }, `${file} holds no pictures; correct “file” in the collection's file, or pack them again.`);
  });
});
