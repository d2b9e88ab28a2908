/** The training of the fully convolutional autoencoder, and what it makes of the items. Apart from how it is described, so that new words train nothing anew. */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { Problem } from '../../ground/problem.ts';
import { seeded } from '../../ground/random.ts';
import { chooseGrey, type GreyPictures } from '../../images/grey.ts';
import type { TrainingResult } from '../../network/training-loop.ts';
import type { EncoderContext } from '../context.ts';
import { decode, encode, trainFullyConvolutional, type TrainingOptions } from './fully-convolutional-autoencoder.ts';

/** What is kept of the training. */
export interface Result extends Pick<TrainingResult, 'epochs' | 'bestEpoch'> {
  examples: { training: number; validation: number; test?: number };
  points: Matrix;
  painted: GreyPictures;
}

export async function trainAndEmbed(
  items: GreyPictures, { collection: { file, seed }, training: source, signal }: Pick<EncoderContext, 'collection' | 'training' | 'signal'>,
  running: Pick<TrainingOptions, 'epochs' | 'engine' | 'store' | 'onProgress' | 'onResume'>,
): Promise<Result> {
  const { engine } = running;
  const given = source ? await source.read() : items;
  if (given.width !== items.width || given.height !== items.height) {
    throw new Problem(`${file} has the autoencoder see ${items.width} × ${items.height} pixels, but its source's training pictures are ${given.width} × ${given.height}; give that as size.`);
  }
  const { training, validation } = split(given, seed);
  const { weights, epochs, bestEpoch } = await trainFullyConvolutional({ training, validation, ...(source && { test: items }), seed, ...running, ...(signal && { signal }) });
  const points = await encode(weights, items, engine);
  return {
    epochs, bestEpoch, examples: { training: training.count, validation: validation.count, ...(source && { test: items.count }) },
    points, painted: await decode(weights, points, items, engine),
  };
}

/** One in sixty pictures decides which epoch is the best, and at most a thousand. */
function split(pictures: GreyPictures, seed: number): { training: GreyPictures; validation: GreyPictures } {
  const order = seeded(seed, 'validation').shuffle(Array.from({ length: pictures.count }, (_, index) => index));
  const validating = Math.min(1_000, Math.max(1, Math.round(pictures.count / 60)));
  return { validation: chooseGrey(pictures, order.slice(0, validating)), training: chooseGrey(pictures, order.slice(validating)) };
}
