import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { inMemory } from '../../../../pipeline/images/encoded-picture.ts';
import { readCollection, type Collection } from '../../../../pipeline/collection.ts';
import { trainingSet } from '../../../../pipeline/encoders/autoencoder/training-set.ts';
import { interleaved, type Pictures } from '../../../../pipeline/images/pictures.ts';
import { toPictures } from '../../../../pipeline/images/tensors.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { svg } from '../../images/pictures.support.ts';
import { fewFlags } from '../../sources/flags.support.ts';

async function collectionOf(source: string, seed = 1): Promise<Collection> {
  const file = path.join(await temporaryFolder(), 'tiny.yaml');
  await writeFile(file, `title: Tiny\ndescription: Few.\nsource: ${source}\nencoders: [{ type: pixels }]\nseed: ${seed}\n`);
  return readCollection(file);
}
const FOLDER = '{ type: folder, folder: pictures }';
/** Thirty greys, each a shade of its own. */
const greys = Array.from({ length: 30 }, (_, index) => ({
  ...fewFlags()[0]!, id: `g${index}`, file: `g${index}.svg`,
  picture: inMemory(svg('viewBox="0 0 3 2"', `<rect width="3" height="2" fill="rgb(${8 * index},${8 * index},${8 * index})"/>`)),
}));
const shades = (pictures: Pictures): number[] => Array.from({ length: pictures.count }, (_, index) => Math.round(interleaved(pictures, index)[0]! / 8));
const rest = { mashUps: 4, pictures: await toPictures(greys, { width: 6, height: 4 }) };
const byValue = (a: number, b: number): number => a - b;

describe('trainingSet', () => {
  it('splits the pictures of a folder, each in one part only', async () => {
    const { training, validation } = await trainingSet({ ...rest, collection: await collectionOf(FOLDER), items: greys, exclude: new Set() });
    expect(validation.count).toBeGreaterThan(0);
    expect(training.count).toBeGreaterThan(validation.count);
    expect([...shades(training), ...shades(validation)].sort(byValue)).toEqual(greys.map((_, index) => index));
    expect(training.data.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('leaves out what is excluded', async () => {
    const { training, validation } = await trainingSet({ ...rest, collection: await collectionOf(FOLDER), items: greys, exclude: new Set(['g3', 'g29']) });
    expect([...shades(training), ...shades(validation)].sort(byValue)).toEqual(greys.map((_, index) => index).filter((index) => index !== 3 && index !== 29));
  });

  it('splits the same for one seed and otherwise for another', async () => {
    const order = async (seed: number): Promise<number[]> =>
      shades((await trainingSet({ ...rest, collection: await collectionOf(FOLDER, seed), items: greys, exclude: new Set() })).training);
    expect(await order(1)).toEqual(await order(1));
    expect(await order(1)).not.toEqual(await order(2));
  });

  it('makes synthetic flags for the flags of the world, and tells of it', async () => {
    const told: string[] = [];
    const onProgress = (done: number, total: number): void => { told.push(`${done} of ${total}`); };
    const { training, validation } = await trainingSet({ ...rest, onProgress, collection: await collectionOf('{ type: country-flags }'), items: fewFlags(), exclude: new Set(['qa']) });
    expect(training.count + validation.count).toBe(12);
    expect(training).toMatchObject({ width: 6, height: 4 });
    expect(told.at(-1)).toBe('12 of 12');
  });
});
