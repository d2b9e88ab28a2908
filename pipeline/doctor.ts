/** What this machine has and lacks, a line each. */
import { stat } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { explainEngines } from './network/engine/choose.ts';
import type { EngineName } from './network/engine/engine.ts';

/** Checks the parts that builds need. Nothing is changed. `engine`: the one that somebody wants, or null. */
export async function doctor(cache: string, engine: EngineName | null): Promise<string[]> {
  return [
    `Node.js ${process.versions.node}`,
    `${availableParallelism()} processor cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory`,
    await check('sharp decodes pictures', async () => `version ${(await import('sharp')).default.versions.sharp}`),
    ...await explainEngines(engine),
    await stat(cache).then(() => `Kept results lie in ${cache}`, () => `No results are kept yet; they will lie in ${cache}`),
  ];
}

async function check(what: string, load: () => Promise<string>): Promise<string> {
  try {
    return `${what}: yes, ${await load()}`;
  } catch (error) {
    return `${what}: no, because ${(error as Error).message.split('\n')[0]}; run “npm ci” again`;
  }
}
