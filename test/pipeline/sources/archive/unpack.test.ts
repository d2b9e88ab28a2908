import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LIMITS, unpack, type Limits } from '../../../../pipeline/sources/archive/unpack.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { writeTar, zipOf, type TarEntry, type ZipEntry } from './archives.support.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const all = () => true;

/** Folder with an archive of these entries, and where it is to be unpacked to. */
async function place(content: readonly ZipEntry[] | Buffer): Promise<{ folder: string; archive: string; target: string }> {
  const folder = await temporaryFolder();
  const archive = path.join(folder, 'pictures.zip');
  await writeFile(archive, content instanceof Buffer ? content : zipOf(content as ZipEntry[]));
  return { folder, archive, target: path.join(folder, 'out/files') };
}
async function tarPlace(entries: readonly TarEntry[], zipped = true) {
  const folder = await temporaryFolder();
  const archive = path.join(folder, 'pictures.tgz');
  await writeTar(archive, entries, zipped);
  return { folder, archive, target: path.join(folder, 'out/files') };
}
const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();

async function refused({ folder, archive, target }: Awaited<ReturnType<typeof place>>, sentence: RegExp, limits: Limits = LIMITS): Promise<void> {
  const error: unknown = await unpack(archive, target, all, limits).then(() => null, (thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'Problem', message: expect.stringMatching(sentence) });
  expect((error as Error).message).toMatch(/^[^\n]+\.$/);
  // Nothing of it is left, inside the folder or outside.
  expect(await filesIn(folder)).toEqual([path.basename(archive)]);
}

describe('unpack', () => {
  it.each(['zip', 'tar.gz', 'tar'])('takes what is wanted out of a %s', async (kind) => {
    const entries = [['a/one.png', 'one'], ['a/b/two.jpg', 'two'], ['notes.txt', 'no'], ['été 😀.png', 'three']] as const;
    const { archive, target } = kind === 'zip'
      ? await place(entries.map(([name, content]) => ({ name, content: bytes(content) })))
      : await tarPlace([{ name: 'a/', type: 'directory' }, ...entries.map(([name, content]) => ({ name, content: bytes(content) }))], kind === 'tar.gz');
    expect(await unpack(archive, target, (name) => !name.endsWith('.txt'))).toEqual({ skipped: [], others: ['notes.txt'] });
    expect(await filesIn(target)).toEqual(['a/b/two.jpg', 'a/one.png', 'été 😀.png']);
    expect(await readFile(path.join(target, 'a/b/two.jpg'), 'utf8')).toBe('two');
  });

  it('replaces what was unpacked before', async () => {
    const { archive, target } = await place([{ name: 'new.png', content: bytes('new') }]);
    await mkdir(target, { recursive: true });
    await writeFile(path.join(target, 'old.png'), 'old');
    await unpack(archive, target, all);
    expect(await filesIn(target)).toEqual(['new.png']);
  });

  it('reads names in UTF-8 that do not say so, and others as DOS wrote them', async () => {
    const latin = { content: bytes('1'), flagged: false };
    const { archive, target } = await place([
      { ...latin, name: 'a/Größe.png' }, { ...latin, name: Uint8Array.of(0x47, 0x72, 0x94, 0xe1, 0x65, 0x2e, 0x70, 0x6e, 0x67) },
      { ...latin, name: Uint8Array.of(0xff, 0x2e, 0x70, 0x6e, 0x67), flagged: true }, { ...latin, name: 'plain.png' },
      { ...latin, name: 'sub\\w.png' }, { ...latin, name: Uint8Array.of(0x82, 0x2e, 0x70, 0x6e, 0x67), unicode: '旗.png' },
    ]);
    expect(await unpack(archive, target, all)).toEqual({ skipped: [], others: [] });
    expect(await filesIn(target)).toEqual(['Größe.png', 'a/Größe.png', 'plain.png', 'sub/w.png', '\u00a0.png', '旗.png'].sort());
  });

  it.each(['../evil.png', 'a/../../evil.png', '/evil.png', 'C:\\evil.png', 'c:/evil.png', '..\\evil.png', '\\evil.png'])('refuses a path that leads outside: %s', async (name) => {
    await refused(await place([{ name: 'fine.png', content: bytes('1') }, { name, content: bytes('2') }]), /pictures\.zip holds “.*”, which leads outside the folder it is unpacked to; do not trust it, or pack the pictures again\.$/);
    await refused(await place([{ name, content: bytes('2'), flagged: false }]), /pictures\.zip holds “.*”, which leads outside/);
    await refused(await place([{ name: Uint8Array.of(0x94), content: bytes('2'), flagged: false, unicode: name }]), /pictures\.zip holds “.*”, which leads outside/);
    await refused(await tarPlace([{ name: 'fine.png', content: bytes('1') }, { name, content: bytes('2') }]), /pictures\.tgz holds “.*”, which leads outside/);
  });

  it.each(['zip', 'tar'])('takes names with a colon out of a %s', async (kind) => {
    const names = ['C: the letter/a.png', 'Stamps: 1990/a.png', 'b: x.png', 'd:e.png'];
    const entries = names.map((name) => ({ name, content: bytes(name) }));
    const { archive, target } = kind === 'zip' ? await place(entries) : await tarPlace(entries);
    expect(await unpack(archive, target, all)).toEqual({ skipped: [], others: [] });
    expect(await filesIn(target)).toEqual(names);
  });

  it.each(['zip', 'tar'])('takes the rest of a %s in which a file has the name of a folder, and names both', async (kind) => {
    const entries = ['a.png', 'a.png/b.png', 'a.png/c/d.png', 'e.png/f.png', 'e.png', 'g.png'].map((name) => ({ name, content: bytes(name) }));
    const { archive, target } = kind === 'zip' ? await place(entries) : await tarPlace(entries);
    const inFile = `lies in a folder that has the same name as a file in ${path.basename(archive)}; rename one of the two and pack the pictures again.`;
    expect((await unpack(archive, target, all)).skipped).toEqual([
      { name: 'a.png/b.png', reason: `a.png/b.png ${inFile}` }, { name: 'a.png/c/d.png', reason: `a.png/c/d.png ${inFile}` },
      { name: 'e.png', reason: `e.png has the same name as a folder in ${path.basename(archive)}; rename one of the two and pack the pictures again.` },
    ]);
    expect(await filesIn(target)).toEqual(['a.png', 'e.png/f.png', 'g.png']);
  });

  it('follows no links, and says which', async () => {
    const zip = await place([{ name: 'link.png', content: bytes('/etc/passwd'), mode: 0o120777 }, { name: 'a.png', content: bytes('a') }]);
    const tar = await tarPlace([
      { name: 'link.png', type: 'symlink', linkname: '/etc/passwd' }, { name: 'link.png/evil.png', content: bytes('evil') },
      { name: 'hard.png', type: 'link', linkname: 'a.png' }, { name: 'a.png', content: bytes('a') },
    ]);
    expect((await unpack(zip.archive, zip.target, all)).skipped).toEqual([{ name: 'link.png', reason: expect.stringMatching(/^link\.png is a link inside the archive/) }]);
    expect((await unpack(tar.archive, tar.target, all)).skipped.map(({ name }) => name)).toEqual(['link.png', 'hard.png']);
    expect(await filesIn(tar.target)).toEqual(['a.png', 'link.png/evil.png']);
  });

  it('never lets a second entry of a name replace the first', async () => {
    const { archive, target } = await place([{ name: 'a.png', content: bytes('first') }, { name: 'a.png', content: bytes('second') }]);
    expect((await unpack(archive, target, all)).skipped).toEqual([{ name: 'a.png', reason: 'a.png stands in the archive more than once; only the first is taken.' }]);
    expect(await readFile(path.join(target, 'a.png'), 'utf8')).toBe('first');
  });

  it.each(['zip', 'tar.gz'])('leaves out of a %s what the disk has no name for, and takes the rest', async (kind) => {
    const content = new Uint8Array(300_000).fill(7);
    const entries = ['a.png', `${'long'.repeat(80)}.png`, `${'deep'.repeat(80)}/b.png`, 'z.png'].map((name) => ({ name, content }));
    const { archive, target } = kind === 'zip' ? await place(entries) : await tarPlace(entries);
    expect((await unpack(archive, target, all)).skipped).toEqual(entries.slice(1, 3).map(({ name }) => ({
      name, reason: `${name} has a name that is too long for this disk; shorten it and pack the pictures again.`,
    })));
    expect(await filesIn(target)).toEqual(['a.png', 'z.png']);
  });

  it('stops at a bomb', async () => {
    const bomb = new Uint8Array(70 * 2 ** 20);
    await refused(await place([{ name: 'a.png', content: bomb }]), /unpacks to more than 200 times its own size, which no collection of pictures does/);
    await refused(await tarPlace([{ name: 'a.txt', content: bomb }]), /unpacks to more than 200 times its own size/);
    await refused(await place([{ name: 'a.png', content: bytes('12345') }, { name: 'b.png', content: bytes('12345') }]), /more than 8 bytes/, { ...LIMITS, bytes: 8 });
    await refused(await place([{ name: 'a.png', content: bytes('1') }, { name: 'b.png', content: bytes('2') }]), /more than 1 entries/, { ...LIMITS, entries: 1 });
  });

  it('does not believe what an entry claims of its size', async () => {
    await refused(await place([{ name: 'a.png', content: bytes('12345'), claims: 3 }]), /is damaged or unsafe \(too many bytes/);
  });

  it('refuses what is damaged, cut off or no archive', async () => {
    const whole = zipOf([{ name: 'a.png', content: bytes('picture '.repeat(200)) }]);
    await refused(await place(whole.subarray(0, 60)), /pictures\.zip is damaged or unsafe/);
    const bent = Buffer.from(whole);
    bent[40]! ^= 255;
    await refused(await place(bent), /pictures\.zip is damaged or unsafe/);
    await refused(await place(Buffer.from('Not an archive at all.')), /is neither a zip nor a tar\.gz archive/);
    await refused(await place(Buffer.alloc(0)), /is neither a zip nor a tar\.gz archive/);
    const tar = await tarPlace([{ name: 'a.png', content: bytes('picture '.repeat(20_000)) }]);
    await writeFile(tar.archive, (await readFile(tar.archive)).subarray(0, 120));
    await refused(tar, /pictures\.tgz is damaged or unsafe/);
  });
});
