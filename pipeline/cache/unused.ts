/** Results that no collection needs any more, found by what each one's last build named. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import cacache from 'cacache';
import { asProblem } from '../ground/disk.ts';
import { stagesFolder } from './folder.ts';

const neededFolder = (cache: string): string => path.join(cache, 'needed');
const ENDING = '.txt';
/** Without the option, which its types do not know, a mark stays on the disk for each key. */
const removeEntry: (folder: string, key: string, options: { removeFully: true }) => Promise<unknown> = cacache.rm.entry;

/** Remembers the keys of all stages that the build of a collection named, whether it had to make them or not. */
export async function rememberNeeded(cache: string, id: string, keys: Iterable<string>): Promise<void> {
  const file = path.join(neededFolder(cache), id + ENDING);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, [...keys].sort().join('\n'));
  } catch (error) {
    throw asProblem(error, file);
  }
}

export interface Dropped {
  results: number;
  bytes: number;
}

/**
 * Drops the results that no last build of the collections `ids` named. One that was never built whole since keys are remembered has
 * nothing to lose: its results are made again. Where nothing is remembered of any, nothing is dropped.
 */
export async function dropUnused(cache: string, ids: ReadonlySet<string>): Promise<Dropped> {
  const needed = await neededKeys(cache, ids);
  const dropped = { results: 0, bytes: 0 };
  if (!needed) return dropped;
  const folder = stagesFolder(cache);
  try {
    const entries = Object.values(await cacache.ls(folder));
    const [kept, unused] = [entries.filter(({ key }) => needed.has(key)), entries.filter(({ key }) => !needed.has(key))];
    // Results of the same bytes share a file.
    const shared = new Set(kept.map(({ integrity }) => integrity));
    for (const { key, integrity, size } of unused) {
      await removeEntry(folder, key, { removeFully: true });
      if (shared.has(integrity)) continue;
      await cacache.rm.content(folder, integrity);
      dropped.bytes += size;
    }
    return { ...dropped, results: unused.length };
  } catch (error) {
    throw asProblem(error, folder);
  }
}

/** Null where no build has left its keys. Those of collections that are gone are forgotten. */
async function neededKeys(cache: string, ids: ReadonlySet<string>): Promise<Set<string> | null> {
  const folder = neededFolder(cache);
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(ENDING));
  const [current, gone] = [files.filter((name) => ids.has(path.basename(name, ENDING))), files.filter((name) => !ids.has(path.basename(name, ENDING)))];
  for (const name of gone) await rm(path.join(folder, name), { force: true });
  if (files.length === 0) return null;
  return new Set((await Promise.all(current.map((name) => readFile(path.join(folder, name), 'utf8')))).flatMap((text) => text.split('\n')));
}
