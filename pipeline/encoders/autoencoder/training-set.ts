/** The pictures that an autoencoder learns from: synthetic flags, or for other collections the pictures themselves. */
import { seeded } from '../../ground/random.ts';
import { choosePictures, type Pictures } from '../../images/pictures.ts';
import type { SourceItem } from '../../images/source-item.ts';
import { kinds, syntheticFlags } from '../../sources/synthetic-flags.ts';
import type { ServedCollection } from '../context.ts';

export interface TrainingSet {
  training: Pictures;
  validation: Pictures;
}

interface Options {
  collection: Pick<ServedCollection, 'source' | 'seed'>;
  items: readonly SourceItem[];
  /** Items that must leave no trace in the training set. */
  exclude: ReadonlySet<string>;
  /** Mash-ups to make for a collection of flags, beside as many flags of each other kind. */
  mashUps: number;
  /** The items' pictures as the encoder sees them. */
  pictures: Pictures;
  /** Of the pictures that are made. */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** One in forty pictures validates: 450 of 18,000. */
const VALIDATION = 40;

export async function trainingSet(options: Options): Promise<TrainingSet> {
  const { collection, items, pictures: own, exclude, onProgress, signal } = options;
  if (collection.source.type === 'country-flags') {
    const { pictures } = await syntheticFlags({
      seed: collection.seed, count: options.mashUps * kinds.length, exclude, width: own.width, height: own.height, flags: items,
      ...(onProgress && { onProgress }), ...(signal && { signal }),
    });
    return split(pictures, collection.seed);
  }
  return split(choosePictures(own, items.flatMap((item, index) => (exclude.has(item.id) ? [] : [index]))), collection.seed);
}

/** Splits by a seeded shuffle, so that kinds of pictures that were made one after the other lie in both parts. */
function split(pictures: Pictures, seed: number): TrainingSet {
  const order = seeded(seed, 'validation').shuffle(Array.from({ length: pictures.count }, (_, index) => index));
  const validating = Math.max(1, Math.round(pictures.count / VALIDATION));
  return { validation: choosePictures(pictures, order.slice(0, validating)), training: choosePictures(pictures, order.slice(validating)) };
}
