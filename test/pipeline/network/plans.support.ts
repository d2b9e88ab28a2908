/** Small trainings that take part of a second, for tests of how trainings are run. */
import { datasetOf } from '../../../pipeline/encoders/dataset.ts';
import { seeded } from '../../../pipeline/ground/random.ts';
import { emptyPictures, type Pictures } from '../../../pipeline/images/pictures.ts';
import type { Dataset } from '../../../pipeline/network/dataset.ts';
import type { TrainingPlan } from '../../../pipeline/network/plan.ts';
import type { Surroundings, TrainingResult } from '../../../pipeline/network/training-loop.ts';
import { writeWeights } from '../../../pipeline/network/weights.ts';

/** Pictures of two flat halves, top and bottom: six numbers say all of one. */
export function halves(count: number, stream: string): Pictures {
  const pictures = emptyPictures(count, 6, 4);
  const random = seeded(9, stream);
  for (let half = 0; half < 6 * count; half += 1) pictures.data.fill(random.below(256), half * 12, half * 12 + 12);
  return pictures;
}

/** An autoencoder of such pictures. */
export const painting: TrainingPlan = {
  network: {
    input: [3, 4, 6],
    layers: [
      { name: 'in', kind: 'conv2d', filters: 6, kernel: 3, stride: 2 },
      { name: 'bend', kind: 'leaky-relu', slope: 0.1 },
      { name: 'flat', kind: 'flatten' },
      { name: 'code', kind: 'dense', units: 6 },
      { name: 'wide', kind: 'dense', units: 36 },
      { name: 'square', kind: 'reshape', shape: [6, 2, 3] },
      { name: 'out', kind: 'conv2d-transpose', filters: 3, kernel: 4, stride: 2 },
    ],
  },
  loss: { kind: 'mean-squared-error' }, optimiser: { kind: 'adam' }, initialiser: { kind: 'narrow' },
  batch: 8, epochs: 12, schedule: { kind: 'cosine', peak: 1e-2, warmUp: 0.1 }, seed: 4, engine: 'cpu',
  training: datasetOf(halves(203, 'training')), validation: datasetOf(halves(21, 'validation')), watched: datasetOf(halves(5, 'watched')),
  snapshots: { epochs: [1, 12], of: [0, 4] },
};

/** Everything that could be forgotten over a stop: changed pictures, dropout, running statistics, Adam's sums, a plateau, patience, the best so far. */
export const eventful: TrainingPlan = {
  ...painting,
  network: {
    ...painting.network,
    layers: painting.network.layers.flatMap((layer) => layer.name === 'bend'
      ? [{ name: 'norm', kind: 'batch-norm' }, layer, { name: 'drop', kind: 'dropout', rate: 0.2 }] : [layer]),
  },
  augmentation: { rotation: 10, flip: 0.5, colour: { brightness: 0.2 } },
  schedule: { kind: 'reduce-on-plateau', rate: 0.02, factor: 0.5, patience: 1 },
  earlyStopping: { patience: 3 },
  training: { ...painting.training, count: 45, inputs: painting.training.inputs.subarray(0, 45 * 72) },
  epochs: 8, snapshots: { epochs: [1, 4, 8], of: [0, 3] },
};

/** Points in a plane, labelled by the quadrant that they lie in. */
function points(count: number, stream: string): Dataset {
  const random = seeded(2, stream);
  const inputs = Float32Array.from({ length: 2 * count }, () => random.normal());
  return { count, shape: [2], inputs, targets: Uint32Array.from({ length: count }, (_, at) => (inputs[2 * at]! > 0 ? 2 : 0) + (inputs[2 * at + 1]! > 0 ? 1 : 0)) };
}

/** A classifier of quadrants. */
export const telling: TrainingPlan = {
  network: { input: [2], layers: [{ name: 'hidden', kind: 'dense', units: 16 }, { name: 'bend', kind: 'relu' }, { name: 'score', kind: 'dense', units: 4 }, { name: 'share', kind: 'softmax' }] },
  loss: { kind: 'categorical-cross-entropy' }, optimiser: { kind: 'adam' }, initialiser: { kind: 'he' },
  batch: 16, epochs: 20, schedule: { kind: 'constant', rate: 0.02 }, seed: 1, engine: 'cpu',
  training: points(150, 'training'), validation: points(60, 'validation'), watched: points(40, 'watched'),
};

/** Nobody looks, nobody stops it. */
export const alone: Surroundings = { onProgress: () => {}, stopped: () => false, clock: () => 0, keepEvery: Infinity };

/** Everything of a result that must be the same to the bit. */
export const bitsOf = ({ weights, ...rest }: TrainingResult): unknown => ({ ...rest, weights: Buffer.from(writeWeights(weights)).toString('base64') });
