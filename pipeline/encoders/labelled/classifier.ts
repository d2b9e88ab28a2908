/** Networks that learn to name what is on a picture: how they are trained, and what they are worth on pictures that they never saw. */
import { availableParallelism } from 'node:os';
import type { TrainingRecord } from '../../../src/gallery/manifest.ts';
import { row, type Matrix } from '../../../src/gallery/matrix.ts';
import type { Dataset } from '../../network/dataset.ts';
import type { TrainingPlan } from '../../network/plan.ts';
import type { Layer } from '../../network/spec.ts';
import { train } from '../../network/train.ts';
import type { TrainingResult } from '../../network/training-loop.ts';
import { readWeights, writeWeights, type Weights } from '../../network/weights.ts';
import { toldTraining } from '../../report/training.ts';
import type { EncoderContext } from '../context.ts';
import type { LabelledSplit } from './labelled-split.ts';

/** Layer whose output is a picture's code: the values before the output. */
export const CODE_LAYER = 'code activation';
/** Values in a code, as published. */
const CODE = 100;
const OUTPUT_LAYER = 'output';

/** Dense layers of these sizes, then the code, then a value for each class. `dropout`: the share of values left out of each hidden layer in training. */
export function head(sizes: readonly number[], classes: number, dropout = 0): Layer[] {
  const hidden = (name: string, units: number): Layer[] => [
    { name, kind: 'dense', units },
    { name: `${name} activation`, kind: 'relu' },
    ...dropout ? [{ name: `${name} dropout`, kind: 'dropout', rate: dropout } as const] : [],
  ];
  return [
    ...sizes.flatMap((units, index) => hidden(`hidden ${index + 1}`, units)),
    ...hidden('code', CODE),
    { name: OUTPUT_LAYER, kind: 'dense', units: classes },
    { name: 'shares', kind: 'softmax' },
  ];
}

/** How a network is trained, whatever the pictures. */
export type ClassifierPlan = Pick<TrainingPlan, 'network' | 'loss' | 'optimiser' | 'initialiser' | 'schedule' | 'batch' | 'epochs' | 'augmentation'>;

/** `rate` is Adam's. */
export const classifierPlan = ({ rate, ...own }: Pick<ClassifierPlan, 'network' | 'batch' | 'epochs' | 'augmentation'> & { rate: number }): ClassifierPlan =>
  ({ ...own, loss: { kind: 'categorical-cross-entropy' }, optimiser: { kind: 'adam' }, initialiser: { kind: 'narrow' }, schedule: { kind: 'constant', rate } });

/** What it learns from, what decides when it is at its best, and what is only watched. */
export type Datasets = Record<'training' | 'validation' | 'test', Dataset>;

/** What a training came to, with the codes of all items: plain data with typed arrays. Losses are cross-entropies. */
export interface TrainedClassifier {
  epochs: { epoch: number; training: number; validation: number; test: number }[];
  /** The one that codes and accuracy are of: its validation loss is the lowest. */
  bestEpoch: number;
  /** n × 100. */
  codes: Matrix;
  accuracy: NonNullable<TrainingRecord['accuracy']>;
}

/**
 * Trains in a worker thread, on all processors; goes on where a training with the same key was stopped. The weights are kept as soon as they
 * are there: to be stopped while `encode` gives the codes of all items, with the weights of the best epoch, costs no training.
 */
export async function trainClassifier(
  { plan, datasets, split, encode }: { plan: ClassifierPlan; datasets: () => Promise<Datasets>; split: LabelledSplit; encode: (weights: Weights) => Promise<Matrix> },
  { label, key }: { label: string; key: string },
  context: EncoderContext,
): Promise<TrainedClassifier> {
  const learnt = await context.stages.stage('training', key, async () => learn(plan, await datasets(), { label, key }, context)).value();
  const { epochs, bestEpoch } = learnt;
  const weights = readWeights(learnt.weights, 'The network’s weights file');
  const codes = await encode(weights);
  return {
    bestEpoch, codes, accuracy: accuracyOf(codes, weights, split),
    epochs: epochs.map(({ epoch, training: learnt, validation, watched }) => ({ epoch, training: learnt, validation, test: watched })),
  };
}

async function learn(
  plan: ClassifierPlan, { training, validation, test }: Datasets, { label, key }: { label: string; key: string }, { collection, checkpoints, engine, progress, signal }: EncoderContext,
): Promise<Omit<TrainingResult, 'weights' | 'snapshots'> & { weights: Uint8Array }> {
  const { weights, epochs, bestEpoch } = await train({
    ...plan, training, validation, watched: test,
    seed: collection.seed, engine: (await engine()).name, threads: availableParallelism(),
  }, {
    store: checkpoints(`${collection.id} ${label}`, key),
    ...toldTraining(progress, label),
    ...(signal && { signal }),
  });
  return { weights: writeWeights(weights), epochs, bestEpoch };
}

/** Share of the items of each part whose class the output layer names rightly from their codes. */
function accuracyOf(codes: Matrix, weights: Weights, { classOf, training, validation, test }: LabelledSplit): TrainedClassifier['accuracy'] {
  const [kernel, bias] = [weights.get(`${OUTPUT_LAYER}.weight`)!.data, weights.get(`${OUTPUT_LAYER}.bias`)!.data];
  const named = (item: number): number => {
    const sums = Float64Array.from(bias);
    row(codes, item).forEach((value, at) => {
      for (let each = 0; each < sums.length; each += 1) sums[each]! += value * kernel[at * sums.length + each]!;
    });
    return sums.indexOf(Math.max(...sums));
  };
  const share = (items: readonly number[]): number => items.filter((item) => named(item) === classOf[item]).length / items.length;
  return { training: share(training), validation: share(validation), test: share(test) };
}
