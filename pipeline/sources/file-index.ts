/** What former builds found in the files of a folder, so that unchanged files are not read through again only to be hashed and described. */
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { asProblem } from '../ground/disk.ts';
import { firstBytes } from '../ground/first-bytes.ts';
import { hashFile } from '../ground/hash-file.ts';
import { Problem } from '../ground/problem.ts';
import type { EncodedPicture } from '../images/encoded-picture.ts';
import { embeddedDetails, type EmbeddedDetails } from './embedded-details.ts';

/** A file's state and what its bytes hash to. */
interface Entry {
  size: number;
  /** Time of the last change, in milliseconds. */
  time: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  hash: string;
  details: EmbeddedDetails;
}

export interface IndexedPicture {
  picture: EncodedPicture;
  details: EmbeddedDetails;
}

interface FileIndex {
  /** The picture in a file, which is read through only where its size or time is new. Throws the disk's error where the file cannot be read. */
  picture(file: string): Promise<IndexedPicture>;
  /** Writes down the files that were asked for; what was not is forgotten. Throws a Problem where the disk refuses. */
  save(): Promise<void>;
}

/** A file that was written this shortly before its index may have been changed after it within one tick of the disk's clock. */
const TICK = 2_000;

/** Opens the index that lies in `indexFile`; one that is missing, damaged or written by other code (`code` is its key) counts as empty. */
export async function openFileIndex(indexFile: string, code: string): Promise<FileIndex> {
  const known = await readIndex(indexFile, code);
  const seen = new Map<string, Entry>();
  return {
    picture: async (file) => {
      const now = await stat(file);
      const kept = known.get(file);
      const same = kept !== undefined && kept.size === now.size && kept.time === now.mtimeMs;
      const entry = same ? kept : { size: now.size, time: now.mtimeMs, hash: await hashFile(file), details: await embeddedDetails(await detailedPartOf(file, now.size)) };
      seen.set(file, entry);
      return { picture: { hash: entry.hash, read: () => readUnchanged(file, entry) }, details: entry.details };
    },
    save: async () => {
      try {
        await mkdir(path.dirname(indexFile), { recursive: true });
        await writeFile(`${indexFile}.new`, JSON.stringify({ code, entries: [...seen].sort(([a], [b]) => (a < b ? -1 : 1)) }));
        await rename(`${indexFile}.new`, indexFile);
      } catch (error) {
        throw asProblem(error, indexFile);
      }
    },
  };
}

async function readIndex(indexFile: string, code: string): Promise<Map<string, Entry>> {
  try {
    const written = (await stat(indexFile)).mtimeMs;
    const index = JSON.parse(await readFile(indexFile, 'utf8')) as { code: string; entries: [string, Entry][] };
    return new Map(index.code !== code ? [] : index.entries.filter(([, entry]) => entry.time < written - TICK));
  } catch {
    return new Map();
  }
}

/** Details stand in the first bytes of most photographs. */
const HEAD = 2 ** 21;
/** TIFF and WebP hold them behind the picture: they are read whole, up to a size that four at a time fit into memory. */
const WHOLE = 2 ** 27;

/** The part of a file that details stand in. */
async function detailedPartOf(file: string, size: number): Promise<Uint8Array> {
  const head = await firstBytes(file, HEAD);
  return size > head.length && size <= WHOLE && detailsComeLast(head) ? readFile(file) : head;
}

const detailsComeLast = (head: Buffer): boolean => ['II*\0', 'MM\0*', 'RIFF'].includes(head.toString('latin1', 0, 4));

async function readUnchanged(file: string, entry: Entry): Promise<Uint8Array> {
  const now = await stat(file).catch(() => null);
  const bytes = now?.size === entry.size && now.mtimeMs === entry.time ? await readFile(file).catch(() => null) : null;
  if (!bytes) throw new Problem(`${file} was changed or removed while it was being read; leave the pictures alone during a build, and build again.`);
  return bytes;
}
