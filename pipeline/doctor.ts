/** What this machine has and lacks, a line each. */
import { stat } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';

/** Checks the parts that builds need. Nothing is changed. */
export async function doctor(cache: string): Promise<string[]> {
  return [
    `Node.js ${process.versions.node}`,
    `${availableParallelism()} processor cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory`,
    await check('sharp decodes pictures', async () => `version ${(await import('sharp')).default.versions.sharp}`),
    await check('onnxruntime-node trains and embeds', async () => `on ${(await import('onnxruntime-node')).listSupportedBackends().map((backend) => backend.name).join(', ')}`),
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
