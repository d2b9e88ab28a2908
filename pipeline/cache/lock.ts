/** One build at a time in a cache folder: a second one would train the same models beside the first. */
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { asProblem, codeOf } from '../ground/disk.ts';
import { Problem } from '../ground/problem.ts';

/** Takes the lock, runs `work`, gives the lock back. A lock whose process has ended is taken over. */
export async function withLock<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const file = path.join(folder, 'lock');
  await take(file, folder);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string, folder: string): Promise<void> {
  const own = `${file}.${process.pid}`;
  try {
    await mkdir(folder, { recursive: true });
    for (;;) {
      // Removed first: what a killed process of the same number left may be the lock itself under a second name.
      await rm(own, { force: true });
      await writeFile(own, String(process.pid));
      if (await isPlaced(own, file)) return;
      const holder = await runningHolder(file);
      if (holder) throw new Problem(`${folder} is in use by another build (process ${holder}); wait for it to end, or set GALLERY_CACHE to another folder.`);
      await rename(file, own).catch((error: unknown) => { if (codeOf(error) !== 'ENOENT') throw error; });
      // Another process took the lock over since it was read.
      if (await runningHolder(own)) await rename(own, file);
    }
  } catch (error) {
    throw asProblem(error, folder);
  } finally {
    // Where this fails something else failed before, and that is told.
    await rm(own, { force: true }).catch(() => {});
  }
}

/** False where there is a lock already. A second name for a written file: nobody ever reads a lock without its process. */
async function isPlaced(own: string, file: string): Promise<boolean> {
  const unlessThere = (error: unknown): boolean => {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  };
  return link(own, file).then(() => true, unlessThere)
    // Some disks know no second names, and each system says that otherwise.
    .catch(() => writeFile(file, String(process.pid), { flag: 'wx' }).then(() => true, unlessThere));
}

/** The process in a lock, where it still runs and is another one; else 0. */
async function runningHolder(file: string): Promise<number> {
  const holder = Number(await readFile(file, 'utf8').catch(() => ''));
  return holder > 0 && holder !== process.pid && isRunning(holder) ? holder : 0;
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
