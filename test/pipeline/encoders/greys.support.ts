/** What an encoder is given of a small collection. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { checkpointsIn } from '../../../pipeline/cache/checkpoints.ts';
import { cachedStages } from '../../../pipeline/cache/stages.ts';
import { readCollection } from '../../../pipeline/collection.ts';
import type { EncoderContext } from '../../../pipeline/encoders/context.ts';
import { inMemory } from '../../../pipeline/images/encoded-picture.ts';
import { silent } from '../../../pipeline/report/progress.ts';
import { svg } from '../images/pictures.support.ts';
import { preparedOf } from '../publish/prepared.support.ts';
import { fewFlags } from '../sources/flags.support.ts';
import { wholeOf } from './whole.support.ts';

/** A build of fifteen greys that keeps its results and its unfinished trainings in `folder`. */
export async function fifteenGreys(folder: string, more: Partial<EncoderContext> = {}): Promise<EncoderContext> {
  const file = path.join(folder, 'tiny.yaml');
  await writeFile(file, 'title: Tiny\ndescription: Few.\nsource: { type: folder, folder: pictures }\nencoders: [{ type: pixels }]\n');
  const items = Array.from({ length: 15 }, (_, index) => preparedOf({
    ...fewFlags()[0]!, id: `g${index}`, picture: inMemory(svg('viewBox="0 0 3 2"', `<rect width="3" height="2" fill="rgb(${15 * index},${15 * index},${200 - 9 * index})"/>`)),
  }));
  return {
    root: folder, collection: await readCollection(file), items, whole: wholeOf(items.map((item) => item.file)), labels: [], progress: silent,
    stages: cachedStages({ folder: path.join(folder, 'stages'), clock: () => 0 }),
    checkpoints: checkpointsIn(path.join(folder, 'unfinished'), expect.fail),
    engine: async () => ({ name: 'cpu', version: 'the one for tests' }),
    downloads: { obtain: async () => expect.fail('nothing is fetched') }, ...more,
  };
}
