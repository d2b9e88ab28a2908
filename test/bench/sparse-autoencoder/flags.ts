/** The flags that the collection of national flags trains its sparse autoencoder on, in the parts that a seed makes of them. */
import path from 'node:path';
import { readCollection } from '../../../pipeline/collection.ts';
import { partsOf, splitOf, type Parts } from '../../../pipeline/encoders/sparse/split.ts';
import type { Pictures } from '../../../pipeline/images/pictures.ts';
import { toPictures } from '../../../pipeline/images/tensors.ts';
import { countryFlags } from '../../../pipeline/sources/country-flags.ts';
import { drawItems } from '../../../pipeline/sources/draw.ts';

export async function partsOfFlags(seed: number): Promise<Parts<Pictures>> {
  const collection = await readCollection(path.resolve(import.meta.dirname, '../../../content/collections/national-flags.yaml'));
  const { source, encoders, file } = collection;
  const settings = encoders.find((encoder) => encoder.type === 'sparse-autoencoder');
  if (source.type !== 'country-flags' || !source.draw || !settings) throw new RangeError(`${file} draws no flags for a sparse autoencoder`);
  const { items } = drawItems(await countryFlags(), source.draw, collection.seed, file);
  const [width, height] = settings.size;
  return partsOf(await toPictures(items, { width, height }), splitOf(items.length, settings.split, seed));
}
