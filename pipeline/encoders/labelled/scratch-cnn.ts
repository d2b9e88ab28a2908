/** A small convolutional network that learns the labels of the collection's own pictures from nothing: what it is, and how it is trained. */
import { availableParallelism } from 'node:os';
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { toPictures } from '../../images/tensors.ts';
import type { Augmentation } from '../../network/augment.ts';
import { runInBackground } from '../../network/background.ts';
import type { Dataset } from '../../network/dataset.ts';
import { splitAfter } from '../../network/shapes.ts';
import type { Layer, Network } from '../../network/spec.ts';
import type { Weights } from '../../network/weights.ts';
import type { EncoderContext } from '../context.ts';
import { datasetOf } from '../dataset.ts';
import { describedBy, RUN } from '../network-per-picture.ts';
import { classifierPlan, CODE_LAYER, head, trainClassifier, type ClassifierPlan, type Datasets, type TrainedClassifier } from './classifier.ts';
import type { LabelledSplit } from './labelled-split.ts';

/** What pictures are stretched to, in pixels. */
export const SIZE = { width: 224, height: 224 };
const FILTERS = [16, 32, 64, 64] as const;
const HIDDEN = [500, 250] as const;

/** Of ImageNet's values 0–1: red, green and blue. */
const MEAN = [0.485, 0.456, 0.406] as const;
const DEVIATION = [0.229, 0.224, 0.225] as const;

/** As published; Adam's rate is its own usual one. */
const BATCH = 50;
const RATE = 1e-3;
/** As published: turned by up to 30°, a part between 8 % and all of the picture, mirrored every other time. */
const AUGMENTATION: Augmentation = { rotation: 30, crop: { area: [0.08, 1], ratio: [3 / 4, 4 / 3] }, flip: 0.5 };

/** Four convolutions with batch norms, each halved by pooling; then 500, 250 and 100 values and one for each class. */
function scratchNetwork(classes: number): Network {
  return {
    input: [3, SIZE.height, SIZE.width],
    layers: [
      { name: 'normalise', kind: 'affine', scale: DEVIATION.map((deviation) => 1 / deviation), offset: MEAN.map((mean, channel) => -mean / DEVIATION[channel]!) },
      ...FILTERS.flatMap((filters, index): Layer[] => {
        const name = `convolution ${index + 1}`;
        return [
          { name, kind: 'conv2d', filters, kernel: 3, stride: 1 },
          // The largest of four values is above 0 where one of them is: after pooling, the rest costs a quarter and comes to the same.
          { name: `${name} pool`, kind: 'max-pool', size: 2 },
          { name: `${name} activation`, kind: 'relu' },
          { name: `${name} norm`, kind: 'batch-norm', momentum: 0.9, epsilon: 1e-5 },
        ];
      }),
      { name: 'flatten', kind: 'flatten' },
      ...head(HIDDEN, classes),
    ],
  };
}

/** All of the training but the pictures. */
export const scratchPlan = (classes: number, epochs: number): ClassifierPlan =>
  classifierPlan({ network: scratchNetwork(classes), rate: RATE, batch: BATCH, epochs, augmentation: AUGMENTATION });

/** `key` holds all that the training depends on. */
export async function trainScratchNetwork(plan: ClassifierPlan, split: LabelledSplit, key: string, context: EncoderContext): Promise<TrainedClassifier> {
  return trainClassifier({
    plan, datasets: () => datasets(split, context), split, encode: (weights) => encode(plan.network, weights, key, context),
  }, { label: 'training from scratch', key }, context);
}

/** The pictures as bytes, each part in memory of its own: 150 kB a picture. */
async function datasets(split: LabelledSplit, { items, progress }: EncoderContext): Promise<Datasets> {
  const part = async (name: string, places: readonly number[]): Promise<Dataset> => ({
    ...datasetOf(await toPictures(places.map((place) => items[place]!), SIZE, (done, total) => progress.step(`${name} pictures`, done, total))),
    targets: Uint32Array.from(places, (place) => split.classOf[place]!),
  });
  return { training: await part('training', split.training), validation: await part('validation', split.validation), test: await part('test', split.test) };
}

async function encode(network: Network, weights: Weights, key: string, context: EncoderContext): Promise<Matrix> {
  const { name } = await context.engine();
  return describedBy({
    title: 'the network trained from scratch', size: SIZE, from: key,
    open: async () => runInBackground({
      kind: 'network', network: splitAfter(network, CODE_LAYER).before, weights, batch: RUN, engine: name, threads: availableParallelism(),
    }),
    // A copy: the row is a part of what came of a run.
    keep: (output) => output.slice(),
    rowOf: (code) => code,
  }, context).points();
}
