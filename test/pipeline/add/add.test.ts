import { mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addFolder } from '../../../pipeline/add/add.ts';
import { buildCollections } from '../../../pipeline/build-all.ts';
import { openDownloads, type Stock } from '../../../pipeline/download/downloads.ts';
import { readCollection } from '../../../pipeline/collection.ts';
import { silent } from '../../../pipeline/report/progress.ts';
import { folderOfPictures } from '../../../pipeline/sources/folder.ts';
import { openGallery } from '../../../src/gallery/read.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { plain } from '../images/pictures.support.ts';
import { awkwardFolder } from './awkward.support.ts';

const build = (root: string, id: string) => buildCollections({ root, cache: path.join(root, '.cache'), ids: [id], clock: () => 0, progress: silent });

const downloadsOf = (root: string, more: Partial<Parameters<typeof openDownloads>[0]>): Stock =>
  openDownloads({ folder: path.join(root, '.cache/downloads'), lockFile: path.join(root, 'content/downloads.lock.yaml'), fetch: () => Promise.reject(new TypeError('no network')), ...more });
/** Where `add` writes a collection. */
const fileOf = (root: string, id: string): string => path.join(root, 'content/collections', `${id}.yaml`);
const offline = (root: string): Stock => downloadsOf(root, {});

async function project(...names: string[]): Promise<{ root: string; folder: string }> {
  const root = path.join(await temporaryFolder(), 'project');
  const folder = path.join(root, '../my_stamps');
  await mkdir(path.join(root, 'content/collections'), { recursive: true });
  for (const [index, name] of names.entries()) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await plain(12, 8, [index * 9, 255 - index * 9, 40]).png().toFile(path.join(folder, name));
  }
  return { root, folder };
}

describe('add', () => {
  it('makes a gallery of a folder of awkward pictures: all are published, or left out with a reason', { timeout: 60_000 }, async () => {
    const { root, folder } = await project('one.png');
    const awkward = [...await awkwardFolder(folder), { file: 'one.png', expected: { title: 'one' } }];
    expect(awkward.length).toBeGreaterThan(20);
    const { id } = await addFolder({ root, folder, title: undefined, downloads: offline(root) });
    const [report] = await build(root, id);
    const { manifest, items } = await openGallery(async (name) => readFile(path.join(root, 'public/galleries', id, name)));

    const titles = awkward.flatMap(({ expected }) => ('title' in expected ? [expected.title] : []));
    expect(items.list.map((item) => item.title).sort()).toEqual(titles.sort());
    const left = new Map(manifest.counts.skipped.map(({ name, reason }) => [name, reason]));
    for (const { file, expected } of awkward) if ('reason' in expected) expect(left.get(file), file).toMatch(expected.reason);
    expect(left.size).toBe(awkward.length - titles.length);
    expect(report!.counts.found).toBe(awkward.length);
    for (const [name, reason] of left) expect(reason.startsWith(name)).toBe(true);
    expect(new Set(items.list.map((item) => item.id)).size).toBe(items.list.length);
    expect(new Set(items.list.map((item) => item.slug)).size).toBe(items.list.length);
    for (const { slug } of items.list) expect(slug).toMatch(/^[a-z0-9-]+$/);

    const named = (title: string) => items.list.find((item) => item.title === title)!;
    expect(named('turned')).toMatchObject({ width: 30, height: 40, facts: { taken: '2019-07-14T12:33:05' }, labels: { folder: 'shapes' } });
    expect(named('panorama')).toMatchObject({ width: 960, height: 3 });
    expect(named('glass').transparent).toBe(true);
    expect(Number.parseInt(named('film').colour.slice(1, 3), 16)).toBeLessThan(60);
    expect(manifest.labels.map(({ column }) => column)).toContain('folder');
  });

  it('writes a file that a person can read and change', async () => {
    const { root, folder } = await project(...Array.from({ length: 40 }, (_, index) => `${index % 2 ? 'old' : 'new'}/${index}.png`));
    await writeFile(path.join(folder, 'list.csv'), `Bild,Land,Preis\n${Array.from({ length: 40 }, (_, index) => `${index}.png,${index % 4 ? 'Malta' : 'Togo'},${index}`).join('\n')}\n`);
    await writeFile(path.join(folder, 'package.json'), '{ "name": "not a table" }');
    await writeFile(path.join(folder, 'notes.txt'), 'passed over');
    const { id, lines } = await addFolder({ root, folder, title: 'Stamps: a "first" look #1', downloads: offline(root) });
    expect(id).toBe('stamps-a-first-look-1');
    const file = fileOf(root, id);
    expect(lines).toEqual([
      '40 pictures in 2 folders, which become a filter', 'list.csv tells of 40 of them, by its column “Bild”',
      'package.json is not used: none of its columns names these pictures; give it one with the names of their files.', 'Passed over: 1 .txt',
      'MobileNet (about 10 MB, from https://storage.googleapis.com) can be neither found nor fetched now, so the pictures are compared without it; write “- type: mobilenet” under “encoders” once there is a network.',
      'Wrote content/collections/stamps-a-first-look-1.yaml; change what you like in it.',
    ]);
    expect(await readFile(file, 'utf8')).toMatch(/# Tells: Land \(a filter\), Preis \(number\)\./);
    expect(await readCollection(file)).toMatchObject({
      title: 'Stamps: a "first" look #1', source: { type: 'folder', folder: '../my_stamps', metadata: { file: 'list.csv', key: 'Bild' } },
      encoders: [{ type: 'conv-autoencoder', size: [64, 64], epochs: 120, 'held-out': 0 }, { type: 'pixels', size: [32, 32] }],
    });
  });

  it('lets headings be written above a table that has none, as it says', async () => {
    const { root, folder } = await project('a.png', 'b.png');
    const table = path.join(folder, 'list.csv');
    await writeFile(table, 'a.png,3\nb.png,70\n');
    const { id, lines } = await addFolder({ root, folder, title: undefined, downloads: offline(root) });
    expect(lines).toContain('list.csv has no headings, so its columns are called “column 1” and so on; write a row of headings above the others to name them.');
    const { source } = await readCollection(fileOf(root, id));
    const metadata = source.type === 'folder' ? source.metadata : undefined;
    expect(metadata).toEqual({ file: 'list.csv' });
    const facts = async () => (await folderOfPictures({ folder, metadata, index: path.join(root, 'index.json') })).facts.map(({ title }) => title);
    expect(await facts()).toEqual(['Column 2']);
    await writeFile(table, `File,Price\n${await readFile(table, 'utf8')}`);
    expect(await facts()).toEqual(['Price']);
  });

  it('proposes a network that others trained where its files are on hand, or can be fetched', async () => {
    const { root, folder } = await project('a.png');
    const data = path.join(root, 'data');
    const proposed = async (title: string, downloads: Stock) => {
      const { id, lines } = await addFolder({ root, folder, title, downloads });
      return { types: (await readCollection(fileOf(root, id))).encoders.map(({ type }) => type), line: lines.at(-2) };
    };
    const fetched: string[] = [];
    const fetch = async (address: unknown) => {
      fetched.push(String(address).split('/').at(-1)!);
      return new Response(JSON.stringify({ weightsManifest: [{ paths: ['group1-shard1of1'] }] }));
    };
    expect(await proposed('Fetched', downloadsOf(root, { fetch }))).toEqual({
      types: ['pixels', 'mobilenet'],
      line: 'MobileNet, which others trained on a million photographs, describes them; its files are fetched and kept (about 10 MB, from https://storage.googleapis.com).',
    });
    expect(fetched).toEqual(['model.json', 'group1-shard1of1']);
    await rm(path.join(root, 'content/collections/fetched.yaml'));
    // With the rest gone, what is recorded of the small first file is not what is told.
    const kept = path.join(root, '.cache/downloads');
    for (const name of await readdir(kept)) if (name.endsWith('shard1of1')) await rm(path.join(kept, name));
    expect((await proposed('Fetched again', downloadsOf(root, { fetch }))).line).toMatch(/ its files are fetched and kept \(about 10 MB, from https:/);
    await rm(path.join(root, 'content/collections/fetched-again.yaml'));
    for (const name of ['mobilenet-v1-0.75', 'vgg19']) await mkdir(path.join(data, name), { recursive: true });
    expect(await proposed('On hand', downloadsOf(root, { data }))).toEqual({
      types: ['pixels', 'vgg19'], line: 'VGG19, which others trained on a million photographs, describes them; its files are on hand.',
    });
  });

  it('never changes a file that is there', async () => {
    const { root, folder } = await project('a.png', 'b.png');
    const first = await addFolder({ root, folder, title: undefined, downloads: offline(root) });
    const file = fileOf(root, first.id);
    const edited = `${await readFile(file, 'utf8')}order: 7\n`;
    await writeFile(file, edited);
    const again = await addFolder({ root, folder, title: undefined, downloads: offline(root) });
    expect([first.id, again.id]).toEqual(['my-stamps', 'my-stamps']);
    expect(again.lines.at(-1)).toBe('content/collections/my-stamps.yaml describes this folder already and is left as it is.');
    const renamed = await addFolder({ root, folder, title: 'Old stamps', downloads: offline(root) });
    expect(renamed.id).toBe('my-stamps');
    expect(renamed.lines.at(-1)).toMatch(/describes this folder already and is left as it is\. Its title is “.+”; write another there\.$/);
    const elsewhere = path.join(root, 'my_stamps');
    await symlink(folder, path.join(root, 'link'));
    expect((await addFolder({ root, folder: path.join(root, 'link'), title: 'My stamps', downloads: offline(root) })).id).toBe('my-stamps');
    await mkdir(elsewhere);
    await plain(4, 4, [1, 2, 3]).png().toFile(path.join(elsewhere, 'c.png'));
    expect((await addFolder({ root, folder: elsewhere, title: undefined, downloads: offline(root) })).id).toBe('my-stamps-2');
    expect(await readFile(file, 'utf8')).toBe(edited);
  });

  it.each(['<script>', '日本', 'C: [odd] {name}', "it's #1 & more", '- dash', 'yes'])('takes a folder called %s', async (name) => {
    const { root } = await project();
    const folder = path.join(root, name);
    await mkdir(folder);
    await plain(4, 4, [1, 2, 3]).png().toFile(path.join(folder, 'c.png'));
    const { id } = await addFolder({ root, folder, title: undefined, downloads: offline(root) });
    const { source, title } = await readCollection(fileOf(root, id));
    expect(source).toMatchObject({ folder: name });
    expect(title.toLowerCase()).toBe(name.toLowerCase());
  });

  it('takes the project\'s own folder', async () => {
    const { root } = await project();
    await plain(4, 4, [1, 2, 3]).png().toFile(path.join(root, 'c.png'));
    const { id } = await addFolder({ root, folder: root, title: undefined, downloads: offline(root) });
    expect((await readCollection(fileOf(root, id))).source).toMatchObject({ folder: '.' });
    expect((await addFolder({ root, folder: root, title: undefined, downloads: offline(root) })).lines.at(-1)).toMatch(/describes this folder already/);
  });

  it('leaves no file that cannot be read again', async () => {
    const { root } = await project();
    const folder = path.join(root, 'quoted "\nname');
    await mkdir(folder);
    await plain(4, 4, [1, 2, 3]).png().toFile(path.join(folder, 'c.png'));
    await expect(addFolder({ root, folder, title: 'Quoted', downloads: offline(root) })).rejects.toMatchObject({
      name: 'Problem', message: expect.stringMatching(/name" cannot be named in a collection's file; rename it, or the table in it, with letters and digits\.$/),
    });
    expect(await readdir(path.join(root, 'content/collections'))).toEqual([]);
  });

  it('knows files that end in .yml too', async () => {
    const { root, folder } = await project('a.png');
    const { id } = await addFolder({ root, folder, title: undefined, downloads: offline(root) });
    const file = fileOf(root, id);
    const renamed = file.replace(/yaml$/, 'yml');
    await rename(file, renamed);
    expect(await addFolder({ root, folder, title: undefined, downloads: offline(root) })).toMatchObject({
      id: 'my-stamps', lines: expect.arrayContaining(['content/collections/my-stamps.yml describes this folder already and is left as it is.']),
    });
    await mkdir(path.join(root, 'other'));
    await plain(4, 4, [1, 2, 3]).png().toFile(path.join(root, 'other/c.png'));
    expect((await addFolder({ root, folder: path.join(root, 'other'), title: 'My stamps', downloads: offline(root) })).id).toBe('my-stamps-2');
    expect((await readdir(path.dirname(file))).sort()).toEqual(['my-stamps-2.yaml', 'my-stamps.yml']);
  });

  it('says in one sentence what is wrong, and writes nothing', async () => {
    const { root, folder } = await project('a.png');
    const refused = async (given: string, title: string | undefined, sentence: RegExp): Promise<void> => {
      await expect(addFolder({ root, folder: given, title, downloads: offline(root) })).rejects.toMatchObject({ name: 'Problem', message: expect.stringMatching(sentence) });
    };
    await refused(path.join(root, 'none'), undefined, /none is missing/);
    await refused(path.join(root, 'content'), undefined, /content holds no pictures/);
    await refused(folder, ' ', /A title has 1 to 80 characters/);
    await refused(folder, 'x'.repeat(81), /A title has 1 to 80 characters/);
    expect(await readdir(path.join(root, 'content/collections'))).toEqual([]);
  });
});
