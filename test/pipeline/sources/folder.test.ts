import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { slugsOf } from '../../../pipeline/publish/addresses.ts';
import { Problem } from '../../../pipeline/ground/problem.ts';
import { folderOfPictures } from '../../../pipeline/sources/folder.ts';
import type { Source } from '../../../pipeline/sources/source.ts';
import { temporaryFolder } from '../../support/folder.ts';

/** A folder with these files; each holds its own name. */
async function folderWith(...files: string[]): Promise<string> {
  const folder = await temporaryFolder();
  for (const file of files) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), file);
  }
  return folder;
}
const read = async (folder: string): Promise<Source> => folderOfPictures({ folder, index: path.join(await temporaryFolder(), 'index.json') });
const problemOf = async (folder: string): Promise<string> => {
  const error: unknown = await read(folder).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Problem);
  return (error as Problem).message;
};

/** A path in Latin-1. */
const odd = (folder: string, name: string): Buffer => Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, 'latin1')]);

describe('folderOfPictures', () => {
  it('finds pictures of all kinds in order of their paths, and passes over the rest', async () => {
    const folder = await folderWith('b.PNG', 'a.jpg', 'c.jpeg', 'd.webp', 'e.avif', 'f.gif', 'g.tif', 'h.TIFF', 'i.svg', 'notes.txt', 'README', 'film.mp4', 'jpg', '.hidden.png', '.thumbnails/x.png', 'deep/.cache/y.png');
    const source = await read(folder);
    expect(source.items.map((item) => item.file)).toEqual(['a.jpg', 'b.PNG', 'c.jpeg', 'd.webp', 'e.avif', 'f.gif', 'g.tif', 'h.TIFF', 'i.svg']);
    expect(source).toMatchObject({ found: 9, skipped: [], labels: [], facts: [], credits: [] });
    expect(new TextDecoder().decode(await source.items[1]!.picture.read())).toBe('b.PNG');
  });

  it('counts what it passed over, but not its table, nor what a camera left beside a picture', async () => {
    const folder = await folderWith('a.jpg', 'a.nef', 'logo.svgz', 'photo.jpg.bak', 'deep/scan', 'list.csv', 'README.md', '.hidden');
    await writeFile(path.join(folder, 'list.csv'), 'file,note\na.jpg,x\n');
    const { notices } = await folderOfPictures({ folder, metadata: { file: './list.csv' }, index: path.join(await temporaryFolder(), 'index.json') });
    expect(notices).toEqual([{ what: 'Passed over, because their names are not those of pictures', names: ['README.md', 'deep/scan', 'logo.svgz', 'photo.jpg.bak'] }]);
    expect((await read(await folderWith('a.jpg'))).notices).toEqual([]);
    const drawn = await folderOfPictures({ folder: await folderWith('in/a.jpg', 'in/a.txt', 'out/b.jpg', 'out/b.txt'), draw: { folders: ['in'] }, index: path.join(await temporaryFolder(), 'index.json') });
    expect(drawn.notices).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('says of a name that is not in UTF-8 that this is what is wrong', async () => {
    const folder = await folderWith('a.jpg');
    await writeFile(odd(folder, 'caf\u00e9.jpg'), 'x');
    await mkdir(odd(folder, '\u00e9t\u00e9'));
    const { items, found, skipped } = await read(folder);
    expect(items.map(({ file }) => file)).toEqual(['a.jpg']);
    expect(found).toBe(3);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      '\ufffdt\ufffd cannot be opened, because its name is not in UTF-8; rename it.', 'caf\ufffd.jpg cannot be opened, because its name is not in UTF-8; rename it.',
    ]);
  });

  it.runIf(process.platform === 'linux')('does not blame its table where no picture can be opened', async () => {
    const folder = await folderWith('list.csv');
    await writeFile(odd(folder, 'caf\u00e9.jpg'), 'x');
    await writeFile(path.join(folder, 'list.csv'), 'file,note\na.jpg,x\n');
    const source = await folderOfPictures({ folder, metadata: { file: 'list.csv' }, index: path.join(await temporaryFolder(), 'index.json') });
    expect(source).toMatchObject({ items: [], found: 1, skipped: [{ name: 'caf\ufffd.jpg' }] });
  });

  it('names what a camera left undeveloped, but not beside its picture', async () => {
    const source = await read(await folderWith('a.jpg', 'day/IMG_1.JPG', 'day/IMG_1.NEF', 'day/IMG_2.nef', 'layers.psd'));
    expect(source.items.map((item) => item.file)).toEqual(['a.jpg', 'day/IMG_1.JPG']);
    expect(source.found).toBe(4);
    expect(source.skipped).toEqual([
      { name: 'day/IMG_2.nef', reason: 'day/IMG_2.nef is not developed yet; save it as JPEG, PNG or TIFF beside it.' },
      { name: 'layers.psd', reason: 'layers.psd is not developed yet; save it as JPEG, PNG or TIFF beside it.' },
    ]);
  });

  it('makes inner folders a label', async () => {
    const source = await read(await folderWith('top.png', 'Greece/delphi.jpg', 'Greece/Crete/knossos.jpg'));
    expect(source.labels).toEqual([{ column: 'folder', title: 'Folder' }]);
    expect(source.items.map((item) => [item.file, item.labels.folder])).toEqual([['Greece/Crete/knossos.jpg', 'Greece/Crete'], ['Greece/delphi.jpg', 'Greece'], ['top.png', '']]);
  });

  it('reads underscores in the name of a folder as spaces, unless two folders would then be one', async () => {
    const { items } = await read(await folderWith('grand_piano/1.png', 'sea__horse/deep_water/1.png', 'a_b/1.png', 'a b/1.png', '__/1.png'));
    expect(Object.fromEntries(items.map((item) => [item.file, item.labels.folder]))).toEqual({
      'grand_piano/1.png': 'grand piano', 'sea__horse/deep_water/1.png': 'sea horse/deep water', 'a_b/1.png': 'a_b', 'a b/1.png': 'a b', '__/1.png': '__',
    });
  });

  it('makes inner folders part of the names where they are to be no label', async () => {
    const folder = await folderWith('top.png', 'Greece/old_delphi.jpg', 'Italy/rome.jpg', 'Italy/IMG_0012.jpg');
    const source = await folderOfPictures({ folder, label: false, index: path.join(await temporaryFolder(), 'index.json') });
    expect(source.labels).toEqual([]);
    expect(source.items.map((item) => item.title)).toEqual(['Greece old delphi', 'Italy 0012', 'Italy rome', 'top']);
  });

  it('puts the folder before a number that says nothing alone', async () => {
    const folder = await folderWith('harbour/IMG_0012.jpg', 'harbour/image_0003.jpg', 'harbour/bridge 2.jpg', 'harbour/17.png', 'DSC0099.jpg');
    const { items } = await folderOfPictures({ folder, index: path.join(await temporaryFolder(), 'index.json'), label: 'Place' });
    expect(items.map((item) => item.title).sort()).toEqual(['DSC0099', 'bridge 2', 'harbour 0003', 'harbour 0012', 'harbour 17']);
  });

  it('takes a title from the name as it stands: text, never markup', async () => {
    const source = await read(await folderWith('<script>alert(1)<.png', 'the_old__harbour.jpg', 'A & "B".svg', '___.gif', 'été à Paris.webp'));
    expect(source.items.map((item) => item.title).sort()).toEqual(['<script>alert(1)<', 'A & "B"', '___', 'the old harbour', 'été à Paris'].sort());
  });

  it('gives each picture an address of its path alone, which stays when others come and go', async () => {
    const names = ['cat/running.png', 'cat/sleeping.png', 'a.jpg', '海 1.png', '日本.jpg', 'été.webp', 'all.jpg', `${'deep folder/'.repeat(9)}IMG_0002.jpg`];
    const addresses = async (...files: string[]) => {
      const { items } = await read(await folderWith(...files));
      const slugs = slugsOf(items);
      return Object.fromEntries(items.map((item, index) => [item.file, slugs[index]]));
    };
    const before = await addresses(...names);
    expect(before).toMatchObject({ 'cat/running.png': 'cat-running', 'a.jpg': 'a', '日本.jpg': 'picture-75f252c7', 'été.webp': 'ete' });
    expect(await addresses('ant/running.png', '山 1.png', '中国.jpg', `${'deep folder/'.repeat(9)}IMG_0001.jpg`, ...names)).toMatchObject(before);
    expect(await addresses(...names.slice(2))).toEqual(Object.fromEntries(names.slice(2).map((name) => [name, before[name]])));
  });

  it('keeps a picture\'s address when a table gives others its title', async () => {
    const folder = await folderWith('a.jpg', 'b.jpg');
    const addresses = async (table: string): Promise<string[]> => {
      await writeFile(path.join(folder, 'list.csv'), table);
      return slugsOf((await folderOfPictures({ folder, metadata: { file: 'list.csv' }, index: path.join(await temporaryFolder(), 'index.json') })).items);
    };
    expect(await addresses('file,title\na.jpg,Boat\nb.jpg,Boat\n')).toEqual(await addresses('file,title\na.jpg,Boat\n'));
  });

  it('gives the same again', async () => {
    const folder = await folderWith('b.png', 'a.png', 'z/c.png');
    const told = async () => (await read(folder)).items.map(({ picture, ...item }) => ({ ...item, hash: picture.hash }));
    expect(await told()).toEqual(await told());
  });

  it('does not take a folder for a picture because of its name', async () => {
    expect((await read(await folderWith('album.png/one.png'))).items.map((item) => item.file)).toEqual(['album.png/one.png']);
  });

  it('follows a link to a picture, and says why it does not follow others', async () => {
    const folder = await folderWith('a/one.png', 'b/two.png');
    await symlink('../a/one.png', path.join(folder, 'b/link.png'));
    await symlink('..', path.join(folder, 'b/loop'));
    await symlink('gone.png', path.join(folder, 'gone too.png'));
    const source = await read(folder);
    expect(source.items.map((item) => item.file)).toEqual(['a/one.png', 'b/link.png', 'b/two.png']);
    expect(source.found).toBe(5);
    expect(source.skipped).toEqual([
      { name: 'b/loop', reason: 'b/loop is a link to a folder, and those are not followed; name that folder in a collection of its own, or copy it here.' },
      { name: 'gone too.png', reason: 'gone too.png is a link to a file that is not there; remove it, or put the file back.' },
    ]);
  });

  it('joins a table by file names: titles, labels, numbers, dates, and what fits nothing', async () => {
    const folder = await folderWith('x/a.jpg', 'x/b.jpg', 'y/c.jpg', 'y/d.jpg', 'y/e.jpg');
    await writeFile(path.join(folder, 'list.csv'), 'Bild,Title,artist,weight,bought\na.jpg,<b>A</b>,Ada,10,2001-02-03\nb.jpg,B,Ada,9,\nc,C,Bo,,\ne,,Bo,,\nz.jpg,Z,Bo,1,\n');
    const source = await folderOfPictures({ folder, metadata: { file: 'list.csv' }, label: 'Album', index: path.join(await temporaryFolder(), 'index.json') });
    expect(source.items.map(({ title, labels, facts }) => ({ title, labels, facts }))).toEqual([
      { title: '<b>A</b>', labels: { folder: 'x', year: '', artist: 'Ada' }, facts: { weight: 10, bought: '2001-02-03' } },
      { title: 'B', labels: { folder: 'x', year: '', artist: 'Ada' }, facts: { weight: 9, bought: null } },
      { title: 'C', labels: { folder: 'y', year: '', artist: 'Bo' }, facts: { weight: null, bought: null } },
      { title: 'd', labels: { folder: 'y', year: '', artist: '' }, facts: { weight: null, bought: null } },
      { title: 'e', labels: { folder: 'y', year: '', artist: 'Bo' }, facts: { weight: null, bought: null } },
    ]);
    expect(source.labels).toEqual([{ column: 'folder', title: 'Album' }, { column: 'artist', title: 'Artist' }]);
    expect(source.facts).toEqual([{ column: 'weight', title: 'Weight', kind: 'number' }, { column: 'bought', title: 'Bought', kind: 'date' }]);
    expect(source.notices).toEqual([{ what: 'list.csv names what is no picture here', names: ['z.jpg'] }, { what: 'list.csv has no row for', names: ['y/d.jpg'] }]);
  });

  it('does not follow a link that leads nowhere', async () => {
    const folder = await folderWith('a.png');
    await symlink(path.join(folder, 'gone.png'), path.join(folder, 'b.png'));
    expect((await read(folder)).items.map((item) => item.file)).toEqual(['a.png']);
  });

  it('says when the folder is missing, is a file, or holds no picture', async () => {
    const folder = await folderWith('notes.txt', '.hidden.png');
    expect(await problemOf(path.join(folder, 'none'))).toBe(`${path.join(folder, 'none')} is missing; correct “folder” in the collection's file, or put your pictures there.`);
    expect(await problemOf(path.join(folder, 'notes.txt'))).toMatch(/notes\.txt is a file, not a folder; correct “folder”/);
    expect(await problemOf(folder)).toMatch(/holds no pictures \(JPEG, .*SVG files\); put some in it, or name another folder\.$/);
    expect(await problemOf(await temporaryFolder())).toMatch(/holds no pictures/);
  });
});
