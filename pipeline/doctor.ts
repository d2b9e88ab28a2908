/** What this machine has and lacks, a line each. */
import { availableParallelism, totalmem } from 'node:os';
import path from 'node:path';
import { readCollections, type Collection } from './collection.ts';
import type { Stock } from './download/downloads.ts';
import { isThere } from './ground/disk.ts';
import { Problem } from './ground/problem.ts';
import { explainEngines } from './network/engine/choose.ts';
import type { EngineName } from './network/engine/engine.ts';
import { onHand, toFetch } from './without-fetching.ts';

interface Machine {
  /** The project's folder. */
  root: string;
  cache: string;
  /** The folder that `GALLERY_DATA` names. */
  data: string | undefined;
  downloads: Pick<Stock, 'missing'>;
  /** The engine that somebody wants, or null. */
  engine: EngineName | null;
}

/** Checks the parts that builds need. Nothing is changed, and nothing is fetched. */
export async function doctor({ root, cache, data, downloads, engine }: Machine): Promise<string[]> {
  return [
    `Node.js ${process.versions.node}`,
    `${availableParallelism()} processor cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory`,
    await check('sharp decodes pictures', async () => `version ${(await import('sharp')).default.versions.sharp}`),
    ...await explainEngines(engine),
    await isThere(cache) ? `Results of builds are kept in ${cache}` : `No results are kept yet; they will be in ${cache}`,
    data === undefined ? 'GALLERY_DATA is not set, so what is not part of the project is fetched when it is asked for'
      : `GALLERY_DATA names ${data}${await isThere(data) ? ', which is looked into before anything is fetched' : ', which is not there; correct the variable or unset it'}`,
    ...await collectionLines(path.join(root, 'content'), downloads),
  ];
}

/** What a build of all collections would leave out, or fetch. */
async function collectionLines(content: string, downloads: Pick<Stock, 'missing'>): Promise<string[]> {
  try {
    const collections = await readCollections(content);
    return await Promise.all(collections.map(async (collection) => `Collection ${collection.id}: ${await standing(collection, downloads)}`));
  } catch (error) {
    if (error instanceof Problem) return [error.message];
    throw error;
  }
}

async function standing(collection: Collection, downloads: Pick<Stock, 'missing'>): Promise<string> {
  const { notice } = await onHand(collection, downloads);
  if (notice !== null) return notice;
  const fetched = await toFetch(collection, downloads);
  return fetched === null ? 'complete.' : `would fetch ${fetched}.`;
}

async function check(what: string, load: () => Promise<string>): Promise<string> {
  try {
    return `${what}: yes, ${await load()}`;
  } catch (error) {
    return `${what}: no, because ${(error as Error).message.split('\n')[0]}; run “npm ci” again`;
  }
}
