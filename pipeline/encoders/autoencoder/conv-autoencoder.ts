/** A convolutional autoencoder with a bottleneck of 64 linear values: what it is, how it is trained, what it can encode and decode. */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import type { Pictures } from '../../images/pictures.ts';
import type { CheckpointStore } from '../../network/checkpoint.ts';
import type { Dataset } from '../../network/dataset.ts';
import type { EngineName } from '../../network/engine/engine.ts';
import { infer } from '../../network/infer.ts';
import { layerTable, type LayerTable } from '../../network/layer-table.ts';
import { splitAfter } from '../../network/shapes.ts';
import type { Layer, Network } from '../../network/spec.ts';
import { train } from '../../network/train.ts';
import type { TrainingProgress } from '../../network/training-loop.ts';
import { checkWeights, readWeights, writeWeights } from '../../network/weights.ts';
import { datasetOf } from '../dataset.ts';

/** Pixels that the encoder sees, multiples of `STEP`. Pictures are stretched to this shape. */
interface InputSize {
  width: number;
  height: number;
}
/** Three convolutions halve the picture. */
const STEP = 8;
/** Values in a code. */
export const CODE = 64;
const BATCH = 16;
const SCHEDULE = { kind: 'cosine', peak: 3e-3, warmUp: 0.05 } as const;
const SLOPE = 0.1;

/** Name of the layer whose output is the code. */
const CODE_LAYER = 'code';

/** Three convolutions that halve the picture, the code, and three transposed ones that double it again. */
export function convAutoencoder({ width, height }: InputSize): Network {
  if (width % STEP !== 0 || height % STEP !== 0) throw new RangeError(`convAutoencoder: ${width} × ${height} pixels are no multiples of ${STEP}`);
  const [rows, columns] = [height / STEP, width / STEP];
  const leaky = (name: string): Layer => ({ name: `${name} activation`, kind: 'leaky-relu', slope: SLOPE });
  return {
    input: [3, height, width],
    layers: [
      { name: 'centre', kind: 'affine', scale: 2, offset: -1 },
      { name: 'encoder 1', kind: 'conv2d', filters: 24, kernel: 3, stride: 2 }, leaky('encoder 1'),
      { name: 'encoder 2', kind: 'conv2d', filters: 48, kernel: 3, stride: 2 }, leaky('encoder 2'),
      { name: 'encoder 3', kind: 'conv2d', filters: 96, kernel: 3, stride: 2 }, leaky('encoder 3'),
      { name: 'flatten', kind: 'flatten' },
      { name: CODE_LAYER, kind: 'dense', units: CODE },
      { name: 'decoder', kind: 'dense', units: 96 * rows * columns }, leaky('decoder'),
      { name: 'unflatten', kind: 'reshape', shape: [96, rows, columns] },
      { name: 'decoder 1', kind: 'conv2d-transpose', filters: 48, kernel: 4, stride: 2 }, leaky('decoder 1'),
      { name: 'decoder 2', kind: 'conv2d-transpose', filters: 24, kernel: 4, stride: 2 }, leaky('decoder 2'),
      { name: 'decoder 3', kind: 'conv2d-transpose', filters: 3, kernel: 4, stride: 2 },
      // Linear to the end: a sigmoid would flatten the gradient exactly where flags live, at pure colours.
      { name: 'output', kind: 'affine', scale: 1, offset: 0.5 },
    ],
  };
}

export interface TrainAutoencoderOptions {
  training: Pictures;
  /** Decides which epoch's weights are kept. */
  validation: Pictures;
  /** Only watched: never trained on and never used to choose anything. */
  real: Pictures;
  epochs: number;
  seed: number;
  /** Epochs (1, 2, …) after which it is noted how the pictures `snapshotsOf` (indices into `real`) are painted back. */
  snapshotsAt: readonly number[];
  snapshotsOf: readonly number[];
  onProgress?: (progress: TrainingProgress) => void;
  /** Told where a training that was stopped goes on: the epoch that it stands in. */
  onResume?: (epoch: number) => void;
  signal?: AbortSignal;
  engine: EngineName;
  /** Where the training is kept while it is not done. */
  store?: CheckpointStore;
}

/** Plain data with typed arrays, so that a cache can keep it. Losses are mean squared errors per value, values 0–1. */
export interface TrainedAutoencoder extends LayerTable {
  /** A safetensors file. */
  weights: Uint8Array;
  epochs: { epoch: number; training: number; validation: number; real: number }[];
  /** The epoch that `weights` are of: the one with the lowest validation loss. */
  bestEpoch: number;
  batch: number;
  snapshots: { index: number; frames: { epoch: number; painted: Uint8Array }[] }[];
}

/** Trains in a worker thread, on one processor. The same options on the same machine give the same weights, bit by bit. */
export async function trainConvAutoencoder(options: TrainAutoencoderOptions): Promise<TrainedAutoencoder> {
  const network = convAutoencoder(options.training);
  const { weights, epochs, bestEpoch, snapshots } = await train({
    network, loss: { kind: 'mean-squared-error' }, optimiser: { kind: 'adam' }, initialiser: { kind: 'glorot' }, batch: BATCH, schedule: SCHEDULE,
    epochs: options.epochs, seed: options.seed,
    // Pictures are not changed: there are enough that hardly any is learned by heart, and a mirrored synthetic flag could be a real one.
    training: datasetOf(options.training), validation: datasetOf(options.validation), watched: datasetOf(options.real),
    snapshots: { epochs: options.snapshotsAt, of: options.snapshotsOf }, engine: options.engine,
  }, {
    ...(options.onResume && { onResume: options.onResume }),
    ...(options.store && { store: options.store }),
    ...(options.onProgress && { onProgress: options.onProgress }),
    ...(options.signal && { signal: options.signal }),
  });
  return {
    weights: writeWeights(weights), bestEpoch, batch: BATCH, snapshots, ...layerTable(network),
    epochs: epochs.map(({ epoch, training, validation, watched }) => ({ epoch, training, validation, real: watched })),
  };
}

/** The codes of `pictures`, n × 64, as they come. `weights` is a safetensors file of this network. Throws a Problem where it is not. */
export function encode(weights: Uint8Array, pictures: Pictures, engine: EngineName): Promise<Matrix> {
  return run(splitAfter(convAutoencoder(pictures), CODE_LAYER).before, weights, datasetOf(pictures), engine);
}

/** The pictures that `codes` (n × 64) stand for: n × (3 · height · width), planar, values 0–1. */
export async function decode(weights: Uint8Array, codes: Matrix, size: InputSize, engine: EngineName): Promise<Matrix> {
  const painted = await run(splitAfter(convAutoencoder(size), CODE_LAYER).after, weights, { count: codes.rows, shape: [codes.columns], inputs: codes.data }, engine);
  painted.data.forEach((value, index) => { painted.data[index] = Math.min(1, Math.max(0, value)); });
  return painted;
}

async function run(network: Network, file: Uint8Array, examples: Dataset, engine: EngineName): Promise<Matrix> {
  const name = 'The autoencoder’s weights file';
  const weights = readWeights(file, name);
  checkWeights(weights, network, name);
  return infer({ network, weights, engine }, examples);
}
