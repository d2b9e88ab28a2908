/** Results and unpacked archives that no collection needs any more, found by what each one's last build named. */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import cacache from 'cacache';
import { asProblem, codeOf, isThere } from '../ground/disk.ts';
import { archivesFolder, reportFile, stagesFolder } from './folder.ts';

const neededFolder = (cache: string): string => path.join(cache, 'needed');
const ENDING = '.txt';
const neededFile = (cache: string, id: string): string => path.join(neededFolder(cache), id + ENDING);
/** Without the option, which its types do not know, a mark stays on the disk for each key. */
const removeEntry: (folder: string, key: string, options: { removeFully: true }) => Promise<unknown> = cacache.rm.entry;

/** Remembers the keys of all stages and archives that the build of a collection named, whether it had to make them or not. */
export async function rememberNeeded(cache: string, id: string, keys: Iterable<string>): Promise<void> {
  const file = neededFile(cache, id);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, [...keys].sort().join('\n'));
  } catch (error) {
    throw asProblem(error, file);
  }
}

/**
 * Remembers what a build named that did not end, beside all that was needed before it: what was done is kept for the next one. Where a
 * collection was built and it is not known what that build needs, this would pass for all of it: then nothing is remembered.
 */
export async function rememberUnfinished(cache: string, id: string, keys: Iterable<string>): Promise<void> {
  const file = neededFile(cache, id);
  const former = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw asProblem(error, file);
    return null;
  });
  if (former === null && await isThere(reportFile(cache, id))) return;
  await rememberNeeded(cache, id, new Set([...former?.split('\n') ?? [], ...keys]));
}

interface Dropped {
  /** An unpacked archive counts as one. */
  results: number;
  bytes: number;
  /** Collections that were built, and of which it is not known what they need. Where there are any, nothing is dropped. */
  unknown?: string[];
}

/**
 * Drops the results and unpacked archives that no last build of the collections `ids` named. One that was never built has nothing to
 * lose. Where nothing is remembered of any, nothing is dropped.
 */
export async function dropUnused(cache: string, ids: ReadonlySet<string>): Promise<Dropped> {
  const unknown = await builtWithoutKeys(cache, ids);
  if (unknown.length > 0) return { results: 0, bytes: 0, unknown };
  const needed = await neededKeys(cache, ids);
  if (!needed) return { results: 0, bytes: 0 };
  const [stages, archives] = [await dropStages(cache, needed), await dropArchives(cache, needed)];
  return { results: stages.results + archives.results, bytes: stages.bytes + archives.bytes };
}

async function dropStages(cache: string, needed: ReadonlySet<string>): Promise<Dropped> {
  const dropped = { results: 0, bytes: 0 };
  const folder = stagesFolder(cache);
  try {
    const entries = Object.values(await cacache.ls(folder));
    const [kept, unused] = [entries.filter(({ key }) => needed.has(key)), entries.filter(({ key }) => !needed.has(key))];
    // Results of the same bytes share a file: it stays for one that is needed, and goes once.
    const settled = new Set(kept.map(({ integrity }) => integrity));
    for (const { key, integrity, size } of unused) {
      if (!settled.has(integrity)) {
        // Before the entry: when this is killed in between, the next one must find what is left.
        await cacache.rm.content(folder, integrity);
        settled.add(integrity);
        dropped.bytes += size;
      }
      await removeEntry(folder, key, { removeFully: true });
    }
    return { ...dropped, results: unused.length };
  } catch (error) {
    throw asProblem(error, folder);
  }
}

/** Ending of a folder that is being dropped. */
const DROPPED = '.dropped';

async function dropArchives(cache: string, needed: ReadonlySet<string>): Promise<Dropped> {
  const folder = archivesFolder(cache);
  const unused = (await readdir(folder, { withFileTypes: true }).catch(() => [])).filter((entry) => entry.isDirectory() && !needed.has(entry.name)).map(({ name }) => name);
  const [begun, whole] = [unused.filter((name) => name.endsWith(DROPPED)), unused.filter((name) => !name.endsWith(DROPPED))];
  let bytes = 0;
  try {
    for (const name of begun) await rm(path.join(folder, name), { recursive: true, force: true });
    for (const name of whole) {
      bytes += await bytesUnder(path.join(folder, name));
      // First out of the way: what is left of it when this is killed must not pass for the whole.
      await rename(path.join(folder, name), path.join(folder, name + DROPPED));
      await rm(path.join(folder, name + DROPPED), { recursive: true, force: true });
    }
    return { results: whole.length, bytes };
  } catch (error) {
    throw asProblem(error, folder);
  }
}

async function bytesUnder(folder: string): Promise<number> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  let bytes = 0;
  for (const { parentPath, name } of files) bytes += (await stat(path.join(parentPath, name))).size;
  return bytes;
}

async function builtWithoutKeys(cache: string, ids: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = [];
  for (const id of ids) if (await isThere(reportFile(cache, id)) && !await isThere(neededFile(cache, id))) found.push(id);
  return found;
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
