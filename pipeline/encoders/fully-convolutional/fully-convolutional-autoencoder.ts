/**
 * An autoencoder without dense layers: its code is a small picture of eight channels, a quarter of the picture each way. Layers and training
 * are those of a convolutional autoencoder for MNIST that Keras made widely known: Chollet 2016, “Building autoencoders in Keras”.
 */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import type { GreyPictures } from '../../images/grey.ts';
import type { CheckpointStore } from '../../network/checkpoint.ts';
import type { Dataset } from '../../network/dataset.ts';
import type { EngineName } from '../../network/engine/engine.ts';
import { infer } from '../../network/infer.ts';
import { splitAfter } from '../../network/shapes.ts';
import type { Layer, Network } from '../../network/spec.ts';
import { train } from '../../network/train.ts';
import type { TrainingProgress, TrainingResult } from '../../network/training-loop.ts';
import type { Weights } from '../../network/weights.ts';

/** Two poolings halve the picture. */
const STEP = 4;
export const BATCH = 64;
/** Adam's own rate, in its paper as in Keras. */
const RATE = 1e-3;
/** One training has the machine to itself: two threads nearly halve its time where two processors are idle. */
const THREADS = 2;

/** Name of the layer whose output is the code. */
const CODE_LAYER = 'code';

/** 28 × 28 pixels become 8 × 7 × 7 values. Throws a RangeError where sides are no multiples of 4. */
export function fullyConvolutionalAutoencoder({ width, height }: { width: number; height: number }): Network {
  if (width % STEP !== 0 || height % STEP !== 0) throw new RangeError(`fullyConvolutionalAutoencoder: ${width} × ${height} pixels are no multiples of ${STEP}`);
  const convolution = (name: string, filters: number): Layer[] => [{ name, kind: 'conv2d', filters, kernel: 3, stride: 1 }, { name: `${name} activation`, kind: 'relu' }];
  return {
    input: [1, height, width],
    layers: [
      ...convolution('encoder 1', 16), { name: 'pool 1', kind: 'max-pool', size: 2 },
      ...convolution('encoder 2', 8), { name: CODE_LAYER, kind: 'max-pool', size: 2 },
      ...convolution('decoder 1', 8), { name: 'enlarge 1', kind: 'upsample', factor: 2 },
      ...convolution('decoder 2', 16), { name: 'enlarge 2', kind: 'upsample', factor: 2 },
      { name: 'decoder 3', kind: 'conv2d', filters: 1, kernel: 3, stride: 1 }, { name: 'output', kind: 'sigmoid' },
    ],
  };
}

export interface TrainingOptions {
  training: GreyPictures;
  /** Decides which epoch's weights are kept. */
  validation: GreyPictures;
  /** Only watched, where there are any: never trained on and never used to choose anything. */
  test?: GreyPictures;
  epochs: number;
  seed: number;
  engine: EngineName;
  store: CheckpointStore;
  onProgress: (progress: TrainingProgress) => void;
  onResume: (epoch: number) => void;
  signal?: AbortSignal;
}

/** Losses are binary cross-entropy, the mean over the values. The same options on the same machine give the same weights, bit by bit. */
export function trainFullyConvolutional({ training, validation, test, epochs, seed, engine, ...running }: TrainingOptions): Promise<TrainingResult> {
  return train({
    network: fullyConvolutionalAutoencoder(training), loss: { kind: 'binary-cross-entropy' }, optimiser: { kind: 'adam' }, initialiser: { kind: 'glorot' },
    batch: BATCH, schedule: { kind: 'constant', rate: RATE }, epochs, seed, engine, threads: THREADS,
    training: datasetOf(training), validation: datasetOf(validation), ...(test && { watched: datasetOf(test) }),
  }, running);
}

/** The codes of `pictures`, a row each: 8 · height/4 · width/4 values. */
export const encode = (weights: Weights, pictures: GreyPictures, engine: EngineName): Promise<Matrix> =>
  infer({ network: splitAfter(fullyConvolutionalAutoencoder(pictures), CODE_LAYER).before, weights, engine }, datasetOf(pictures));

/** The pictures that `codes` stand for, of this size. */
export async function decode(weights: Weights, codes: Matrix, { width, height }: { width: number; height: number }, engine: EngineName): Promise<GreyPictures> {
  const { after } = splitAfter(fullyConvolutionalAutoencoder({ width, height }), CODE_LAYER);
  const painted = await infer({ network: after, weights, engine }, { count: codes.rows, shape: after.input, inputs: codes.data });
  return { data: Uint8Array.from(painted.data, (value) => Math.round(255 * value)), count: codes.rows, width, height };
}

const datasetOf = ({ data, count, width, height }: GreyPictures): Dataset => ({ count, shape: [1, height, width], inputs: data });
