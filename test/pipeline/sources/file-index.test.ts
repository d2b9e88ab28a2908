import { createHash } from 'node:crypto';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../pipeline/ground/random.ts';
import { openFileIndex } from '../../../pipeline/sources/file-index.ts';
import { temporaryFolder } from '../../support/folder.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
<rdf:Description><dc:description><rdf:Alt><rdf:li xml:lang="x-default">A harbour</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>`;
const YESTERDAY = 1_700_000_000;

/** A folder with a file that was written long ago, and the place of its index. */
async function place(text = 'picture'): Promise<{ file: string; index: string; write: (text: string, time?: number) => Promise<void> }> {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'a.png');
  const write = async (content: string, time = YESTERDAY): Promise<void> => {
    await writeFile(file, content);
    await utimes(file, time, time);
  };
  await write(text);
  return { file, index: path.join(folder, 'deep/index.json'), write };
}
async function hashThrough(index: string, file: string): Promise<string> {
  const opened = await openFileIndex(index, 'code');
  const { picture } = await opened.picture(file);
  await opened.save();
  return picture.hash;
}

describe('openFileIndex', () => {
  it('hashes a file, reads it, and does not read it through again while size and time stay', async () => {
    const { file, index, write } = await place();
    expect(await hashThrough(index, file)).toBe(hash('picture'));
    expect(await (await (await openFileIndex(index, 'code')).picture(file)).picture.read()).toEqual(await readFile(file));
    // Same size and time: the index is believed, which shows that the file was not read.
    await write('pictvre');
    expect(await hashThrough(index, file)).toBe(hash('picture'));
  });

  it.each([
    ['its time', 'pictvre', YESTERDAY + 1], ['its size', 'a picture', YESTERDAY],
  ])('hashes again what changed %s', async (_, text, time) => {
    const { file, index, write } = await place();
    await hashThrough(index, file);
    await write(text, time);
    expect(await hashThrough(index, file)).toBe(hash(text));
  });

  it('does not believe an entry of a file that was written just before the index', async () => {
    const { file, index } = await place();
    await writeFile(file, 'picture');
    const { mtimeMs } = await stat(file);
    await hashThrough(index, file);
    await writeFile(file, 'pictvre');
    await utimes(file, mtimeMs / 1000, mtimeMs / 1000);
    expect(await hashThrough(index, file)).toBe(hash('pictvre'));
  });

  it.each(['tiff', 'webp'] as const)('finds details behind a large %s', async (format) => {
    const folder = await temporaryFolder();
    const file = path.join(folder, `scan.${format}`);
    const random = seeded(1, 'noise');
    const noise = Uint8Array.from({ length: 3 * 1100 ** 2 }, () => random.below(256));
    await sharp(noise, { raw: { width: 1100, height: 1100, channels: 3 } }).withXmp(XMP).toFormat(format, { lossless: true, compression: 'none' }).toFile(file);
    expect((await stat(file)).size).toBeGreaterThan(2 ** 21);
    expect((await (await openFileIndex(path.join(folder, 'index.json'), 'code')).picture(file)).details).toMatchObject({ caption: 'A harbour' });
  });

  it('does not believe what other code wrote', async () => {
    const { file, index, write } = await place();
    await hashThrough(index, file);
    await write('pictvre');
    expect((await (await openFileIndex(index, 'new code')).picture(file)).picture.hash).toBe(hash('pictvre'));
  });

  it('forgets what was not asked for, and begins anew where it is damaged', async () => {
    const { file, index } = await place();
    await hashThrough(index, file);
    await (await openFileIndex(index, 'code')).save();
    expect(await readFile(index, 'utf8')).toBe('{"code":"code","entries":[]}');
    await writeFile(index, '[[');
    expect(await hashThrough(index, file)).toBe(hash('picture'));
  });

  it('says so when a file changes or goes between hashing and reading', async () => {
    const { file, index, write } = await place();
    const { picture } = await (await openFileIndex(index, 'code')).picture(file);
    await write('another picture');
    await expect(picture.read()).rejects.toMatchObject({ name: 'Problem', message: expect.stringMatching(/a\.png was changed or removed while it was being read; .*build again\.$/) });
    await rm(file);
    await expect(picture.read()).rejects.toThrow(/was changed or removed/);
    await expect((await openFileIndex(index, 'code')).picture(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
