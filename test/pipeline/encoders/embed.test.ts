import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dump } from 'npyjs';
import { describe, expect, it } from 'vitest';
import { inMemory } from '../../../pipeline/images/encoded-picture.ts';
import { checkpointsIn } from '../../../pipeline/cache/checkpoints.ts';
import { cachedStages } from '../../../pipeline/cache/stages.ts';
import { readCollection } from '../../../pipeline/collection.ts';
import { embed } from '../../../pipeline/encoders/embed.ts';
import { picturesStage } from '../../../pipeline/encoders/pictures-stage.ts';
import { silent } from '../../../pipeline/report/progress.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { preparedOf } from '../publish/prepared.support.ts';
import { BLACK, fewFlags, WHITE } from '../sources/flags.support.ts';
import { svg } from '../images/pictures.support.ts';
import { wholeOf } from './whole.support.ts';

async function context(second: readonly number[] = WHITE) {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'tiny.yaml');
  await writeFile(file, 'title: Tiny\ndescription: Few.\nsource: { type: country-flags }\nencoders: [{ type: pixels }]\n');
  const plain = ([red, green, blue]: readonly number[]) => svg('viewBox="0 0 3 2"', `<rect width="3" height="2" fill="rgb(${red},${green},${blue})"/>`);
  const [a, b] = fewFlags();
  const items = [preparedOf({ ...a!, picture: inMemory(plain(BLACK)) }), preparedOf({ ...b!, picture: inMemory(plain(second)) })];
  return {
    root: folder, collection: await readCollection(file), items, whole: wholeOf(items.map((item) => item.file)), labels: [], progress: silent,
    stages: cachedStages({ folder: path.join(folder, 'cache'), clock: () => 0 }),
    checkpoints: checkpointsIn(path.join(folder, 'unfinished'), expect.fail), engine: async () => expect.fail('no engine is needed'),
    downloads: { obtain: async () => expect.fail('nothing is fetched') },
  };
}

describe('embed by pixels', () => {
  // Black and white need one value a pixel, a colour needs three.
  it.each([[WHITE, 1, 1], [[255, 0, 0], 3, Math.sqrt(1 / 3)]] as const)('makes points whose distance is the root mean square difference of values: black and %s', async (other, channels, distance) => {
    const { embedding } = await embed({ type: 'pixels', size: [6, 4] }, await context(other));
    const values = 24 * channels;
    expect(embedding.encoder).toMatchObject({ id: 'pixels', distance: 'euclidean', dimensions: values, input: { width: 6, height: 4, channels } });
    expect(embedding.points).toMatchObject({ rows: 2, columns: values });
    const { data } = embedding.points;
    expect(Math.hypot(...Array.from({ length: values }, (_, index) => data[index]! - data[values + index]!))).toBeCloseTo(distance, 5);
    expect(embedding.painted).toBeUndefined();
  });

  it('has another key for another size, and the same for the same', async () => {
    const given = await context();
    const key = async (size: [number, number]): Promise<string> => (await embed({ type: 'pixels', size }, given)).key;
    expect(await key([6, 4])).toBe(await key([6, 4]));
    expect(await key([6, 4])).not.toBe(await key([4, 6]));
    const pictures = (items: typeof given.items): string => picturesStage(items, [6, 4], given.stages).key;
    expect(pictures(given.items)).toBe(pictures([...given.items]));
    expect(pictures(given.items.toReversed())).not.toBe(pictures(given.items));
  });
});

describe('embed by vectors made elsewhere', () => {
  const settings = { type: 'file', file: 'v.npy', name: 'CLIP', distance: 'cosine', key: undefined, column: undefined } as const;

  it('takes them as they are, and notices another file', async () => {
    const given = await context();
    await writeFile(path.join(given.root, 'v.npy'), new Uint8Array(dump(Float32Array.of(1, 2, 3, 4), [2, 2])));
    const { embedding, key } = await embed(settings, given);
    expect(embedding.encoder).toMatchObject({ id: 'clip', name: 'CLIP', dimensions: 2, distance: 'cosine' });
    expect([...embedding.points.data]).toEqual([1, 2, 3, 4]);
    expect((await embed(settings, given)).key).toBe(key);
    await writeFile(path.join(given.root, 'v.npy'), new Uint8Array(dump(Float32Array.of(1, 2, 3, 5), [2, 2])));
    expect((await embed(settings, given)).key).not.toBe(key);
    await rm(path.join(given.root, 'v.npy'));
    await expect(embed(settings, given)).rejects.toThrow(/v\.npy is missing/);
  });
});
