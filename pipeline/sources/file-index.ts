/** What former builds found in the files of a folder, so that unchanged files are not read through again only to be hashed. */
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { asProblem } from '../disk.ts';
import { hashFile } from '../hash-file.ts';
import type { EncodedPicture } from '../images/encoded-picture.ts';
import { Problem } from '../problem.ts';

/** A file's state and what its bytes hash to. */
interface Entry {
  size: number;
  /** Time of the last change, in milliseconds. */
  time: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  hash: string;
}

export interface FileIndex {
  /** The picture in a file, hashed in a stream where its size or time is new. Throws the disk's error where the file cannot be read. */
  picture(file: string): Promise<EncodedPicture>;
  /** Writes down the files that were asked for; what was not is forgotten. Throws a Problem where the disk refuses. */
  save(): Promise<void>;
}

/** A file that was written this shortly before its index may have been changed after it within one tick of the disk's clock. */
const TICK = 2_000;

/** Opens the index that lies in `indexFile`; a missing or damaged one is empty. */
export async function openFileIndex(indexFile: string): Promise<FileIndex> {
  const known = await readIndex(indexFile);
  const seen = new Map<string, Entry>();
  return {
    picture: async (file) => {
      const now = await stat(file);
      const kept = known.get(file);
      const same = kept !== undefined && kept.size === now.size && kept.time === now.mtimeMs;
      const entry = same ? kept : { size: now.size, time: now.mtimeMs, hash: await hashFile(file) };
      seen.set(file, entry);
      return { hash: entry.hash, read: () => readUnchanged(file, entry) };
    },
    save: async () => {
      try {
        await mkdir(path.dirname(indexFile), { recursive: true });
        await writeFile(`${indexFile}.new`, JSON.stringify([...seen].sort(([a], [b]) => (a < b ? -1 : 1))));
        await rename(`${indexFile}.new`, indexFile);
      } catch (error) {
        throw asProblem(error, indexFile);
      }
    },
  };
}

async function readIndex(indexFile: string): Promise<Map<string, Entry>> {
  try {
    const written = (await stat(indexFile)).mtimeMs;
    const entries = JSON.parse(await readFile(indexFile, 'utf8')) as [string, Entry][];
    return new Map(entries.filter(([, entry]) => entry.time < written - TICK));
  } catch {
    return new Map();
  }
}

async function readUnchanged(file: string, entry: Entry): Promise<Uint8Array> {
  const now = await stat(file).catch(() => null);
  const bytes = now?.size === entry.size && now.mtimeMs === entry.time ? await readFile(file).catch(() => null) : null;
  if (!bytes) throw new Problem(`${file} was changed or removed while it was being read; leave the pictures alone during a build, and build again.`);
  return bytes;
}
