/** Unpacks an archive that a stranger may have made: nothing is written outside the folder, and no more than was foreseen. */
import { createWriteStream } from 'node:fs';
import { lstat, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { asProblem, codeOf } from '../../ground/disk.ts';
import { Problem } from '../../ground/problem.ts';
import type { Skipped } from '../../images/source-item.ts';
import { archiveEntries, type ArchiveEntry, type OnBytes } from './entries.ts';
import { safePath, unwritable } from './entry-path.ts';

/** What an archive of pictures stays under by far, and one that is made to fill a disk does not. */
export interface Limits {
  entries: number;
  /** Unpacked. */
  bytes: number;
  /** Unpacked bytes for each byte of the archive. */
  ratio: number;
}

export const LIMITS: Limits = { entries: 1_000_000, bytes: 200 * 2 ** 30, ratio: 200 };
/** Small archives of text shrink well: below this nothing is suspicious. */
const HARMLESS = 64 * 2 ** 20;

export interface Unpacked {
  /** Wanted entries that could not be taken. */
  skipped: Skipped[];
  /** Paths of files that were not wanted. */
  others: string[];
}

/**
 * Writes the entries that are `wanted` (a path with `/`) to `target`, all of them or, on any failure, nothing. Throws a Problem
 * where the archive is damaged, leads outside the folder or breaks the limits.
 */
export async function unpack(archive: string, target: string, wanted: (path: string) => boolean, limits: Limits = LIMITS): Promise<Unpacked> {
  const building = `${target}.unpacking`;
  try {
    await rm(building, { recursive: true, force: true });
    await mkdir(building, { recursive: true });
    const unpacked = await unpackInto(building, archive, wanted, limits);
    await rm(target, { recursive: true, force: true });
    await rename(building, target);
    return unpacked;
  } catch (error) {
    await rm(building, { recursive: true, force: true }).catch(() => undefined);
    const known = asProblem(error, target);
    if (known instanceof Problem) throw known;
    throw new Problem(`${archive} is damaged or unsafe (${(error as Error).message.split('\n')[0]!.replace(/\.$/, '')}); download or pack it again.`);
  }
}

async function unpackInto(folder: string, archive: string, wanted: (path: string) => boolean, limits: Limits): Promise<Unpacked> {
  const unpacked: Unpacked = { skipped: [], others: [] };
  let entries = 0;
  for await (const entry of archiveEntries(archive, guard(archive, (await stat(archive)).size, limits))) {
    entries += 1;
    if (entries > limits.entries) throw bomb(archive, `more than ${limits.entries.toLocaleString('en')} entries`);
    const name = safePath(entry.path, archive);
    if (!wanted(name)) {
      if (entry.kind === 'file') unpacked.others.push(name);
      continue;
    }
    if (entry.kind === 'folder') continue;
    if (entry.kind !== 'file') {
      unpacked.skipped.push({ name, reason: `${name} is a link inside the archive, and those are not followed; pack the picture itself.` });
      continue;
    }
    const reason = unwritable(name) ?? await take(entry, path.join(folder, name), archive);
    if (reason) unpacked.skipped.push({ name, reason: `${name} ${reason}` });
  }
  return unpacked;
}

const TOO_LONG = 'has a name that is too long for this disk; shorten it and pack the pictures again.';

/** Writes an entry. Returns why, where it cannot be taken and the rest can. */
async function take(entry: ArchiveEntry, file: string, archive: string): Promise<string | null> {
  const renameOne = `in ${path.basename(archive)}; rename one of the two and pack the pictures again.`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
  } catch (error) {
    if (codeOf(error) === 'ENAMETOOLONG') return TOO_LONG;
    if (['EEXIST', 'ENOTDIR'].includes(codeOf(error))) return `lies in a folder that has the same name as a file ${renameOne}`;
    throw error;
  }
  // “wx”: a second entry of the same name never replaces the first, on disks that tell no capitals apart either.
  return pipeline(await entry.open(), createWriteStream(file, { flags: 'wx' })).then(() => null, async (error: unknown) => {
    if (codeOf(error) === 'ENAMETOOLONG') return TOO_LONG;
    if (['EEXIST', 'EISDIR'].includes(codeOf(error))) {
      return (await lstat(file)).isDirectory() ? `has the same name as a folder ${renameOne}` : 'stands in the archive more than once; only the first is taken.';
    }
    throw error;
  });
}

/** Counts what comes out, and stops where it is more than the archive can honestly hold. */
function guard(archive: string, size: number, { bytes, ratio }: Limits): OnBytes {
  let total = 0;
  return (count) => {
    total += count;
    if (total > bytes) throw bomb(archive, `more than ${bytes.toLocaleString('en')} bytes`);
    if (total > HARMLESS && total > ratio * size) throw bomb(archive, `more than ${ratio} times its own size`);
  };
}

const bomb = (archive: string, what: string): Problem =>
  new Problem(`${archive} unpacks to ${what}, which no collection of pictures does; unpack it yourself if you trust it, and name the folder instead.`);
