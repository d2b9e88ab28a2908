/** One build at a time in a cache folder: a second one would train the same models beside the first. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
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
  await mkdir(folder, { recursive: true }).catch((error: unknown) => { throw asProblem(error, folder); });
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw asProblem(error, folder);
    const holder = Number(await readFile(file, 'utf8').catch(() => ''));
    if (holder > 0 && holder !== process.pid && isRunning(holder)) {
      throw new Problem(`${folder} is in use by another build (process ${holder}); wait for it to end, or set GALLERY_CACHE to another folder.`);
    }
    await rm(file, { force: true });
    await take(file, folder);
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
