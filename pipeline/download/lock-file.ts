/** The committed record of what was downloaded: the same address must give the same bytes for everybody who builds the site. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { asProblem, codeOf } from '../ground/disk.ts';
import { Problem } from '../ground/problem.ts';

const schema = z.record(z.string(), z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().min(0) })).nullable();

interface Locked {
  /** SHA-256 in hexadecimal. */
  sha256: string;
  bytes: number;
}

const HEADING = '# What was downloaded from where, and what its bytes must hash to. Written by the build: commit it. To take a changed file, remove its entry.\n';

/** What is recorded of an address, or null. Throws a Problem where the file is not one that the build wrote. */
export async function lockedAt(lockFile: string, url: string): Promise<Locked | null> {
  return (await readLock(lockFile))[url] ?? null;
}

/** Each record is read and written whole, so they are made one after the other. */
let last: Promise<unknown> = Promise.resolve();

/** Records an address that was not recorded yet. Several can be recorded at the same time. */
export function recordLock(lockFile: string, url: string, locked: Locked): Promise<void> {
  const recording = last.then(() => record(lockFile, url, locked));
  last = recording.catch(() => undefined);
  return recording;
}

async function record(lockFile: string, url: string, locked: Locked): Promise<void> {
  const all = { ...await readLock(lockFile), [url]: locked };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  // A build with another cache folder may be writing too.
  const written = `${lockFile}.${process.pid}.new`;
  try {
    await mkdir(path.dirname(lockFile), { recursive: true });
    await writeFile(written, HEADING + stringify(sorted, { lineWidth: 0 }));
    await rename(written, lockFile);
  } catch (error) {
    throw asProblem(error, lockFile);
  }
}

async function readLock(lockFile: string): Promise<Record<string, Locked>> {
  const text = await readFile(lockFile, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  });
  try {
    return schema.parse(parse(text)) ?? {};
  } catch {
    throw new Problem(`${lockFile} is not as the build wrote it; restore it from your repository, or remove it to record all downloads anew.`);
  }
}
