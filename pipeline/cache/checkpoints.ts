/** Unfinished work, kept on disk until it is done: a build that was stopped goes on from there. */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { asProblem, codeOf } from '../ground/disk.ts';
import { decode, encode } from './codec.ts';

/** The place of one unfinished work. */
interface Checkpoint {
  /** What was last kept for this work; null where there is nothing, or only of a work with another key. */
  read(): Promise<unknown>;
  /** Replaces what is kept, whole or not at all. The value must be plain data and typed arrays. */
  write(value: unknown): Promise<void>;
  remove(): Promise<void>;
}

/** Opens the place named `name`, in which only one work is kept. `key` holds all that the work depends on, as of a stage. */
export type Checkpoints = (name: string, key: string) => Checkpoint;

/** Bytes of the SHA-256 that every file begins with. */
const DIGEST = 32;

/** Keeps one file for each name. `onDamaged` is told in a sentence of a file that was damaged and is set aside. */
export function checkpointsIn(folder: string, onDamaged: (sentence: string) => void): Checkpoints {
  return (name, key) => {
    const file = path.join(folder, `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.checkpoint`);
    const guarded = <Result>(work: Promise<Result>): Promise<Result> => work.catch((error: unknown) => { throw asProblem(error, file); });
    return {
      read: async () => {
        const bytes = await readFile(file).catch((error: unknown) => {
          if (codeOf(error) === 'ENOENT') return null;
          throw asProblem(error, file);
        });
        if (!bytes) return null;
        const kept = contentOf(bytes);
        if (kept) return kept.key === key ? kept.value : null;
        await guarded(rename(file, `${file}.damaged`));
        onDamaged(`${file} is damaged, so it was renamed to ${path.basename(file)}.damaged and its work starts anew; delete it when you do not need it.`);
        return null;
      },
      write: (value) => guarded(writeWhole(file, encode({ key, value }))),
      remove: () => guarded(rm(file, { force: true })),
    };
  };
}

/** What the bytes hold, or null where they are not what was once written. */
function contentOf(bytes: Uint8Array): { key: string; value: unknown } | null {
  const content = bytes.subarray(DIGEST);
  if (!createHash('sha256').update(content).digest().equals(bytes.subarray(0, DIGEST))) return null;
  return decode(content) as { key: string; value: unknown };
}

/** A file is replaced only once the new one is on the disk: at no moment is there half a file. */
async function writeWhole(file: string, content: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const next = `${file}.next`;
  const handle = await open(next, 'w');
  try {
    await handle.writeFile(createHash('sha256').update(content).digest());
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, file);
}
