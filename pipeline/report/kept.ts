/** The last build's report of each collection, and the pictures it was made from, kept in the cache folder. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { reportFile } from '../cache/folder.ts';
import { asProblem } from '../ground/disk.ts';
import type { BuildReport } from './build-report.ts';
import type { KnownPictures } from './changes.ts';

export const keepReport = (cache: string, report: BuildReport): Promise<void> =>
  keep(reportFile(cache, report.id), JSON.stringify(report, null, 2));

const picturesFile = (cache: string, id: string): string => path.join(cache, 'pictures', `${id}.json`);

/** The pictures that a collection was last published from, or null where that is not known. */
export const lastPictures = (cache: string, id: string): Promise<KnownPictures | null> =>
  readFile(picturesFile(cache, id), 'utf8').then((text) => JSON.parse(text) as KnownPictures, () => null).catch(() => null);

export const keepPictures = (cache: string, id: string, pictures: KnownPictures): Promise<void> =>
  keep(picturesFile(cache, id), JSON.stringify(pictures));

async function keep(file: string, text: string): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    throw asProblem(error, file);
  }
}
