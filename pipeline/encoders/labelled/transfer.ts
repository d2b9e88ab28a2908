/** New last layers for a network that others trained: its convolutions stay as they are, and the head learns the collection's labels. */
import { availableParallelism } from 'node:os';
import { row, type Matrix } from '../../../src/gallery/matrix.ts';
import type { Dataset } from '../../network/dataset.ts';
import type { EngineName } from '../../network/engine/engine.ts';
import { infer } from '../../network/infer.ts';
import { splitAfter } from '../../network/shapes.ts';
import type { Network } from '../../network/spec.ts';
import type { Weights } from '../../network/weights.ts';
import type { EncoderContext } from '../context.ts';
import { classifierPlan, CODE_LAYER, head, trainClassifier, type ClassifierPlan, type Datasets, type TrainedClassifier } from './classifier.ts';
import type { LabelledSplit } from './labelled-split.ts';

/** As published. */
const HIDDEN = [500] as const;
const DROPOUT = 0.2;
const BATCH = 50;
const RATE = 1e-4;

/** All of the training but the pictures, of a head on so many features. */
export const transferPlan = (features: number, classes: number, epochs: number): ClassifierPlan =>
  classifierPlan({ network: { input: [features], layers: head(HIDDEN, classes, DROPOUT) }, rate: RATE, batch: BATCH, epochs });

/**
 * Learns from features, a row an item, that are computed once and kept. So pictures cannot be changed a little each time they are seen, as the
 * published training did: that would run the convolutions anew for each of twenty epochs. `key` holds all that the training depends on.
 */
export async function trainTransferHead(features: Matrix, split: LabelledSplit, epochs: number, key: string, context: EncoderContext): Promise<TrainedClassifier> {
  const plan = transferPlan(features.columns, split.classes.length, epochs);
  const { name } = await context.engine();
  return trainClassifier({
    plan, datasets: async () => datasets(features, split), split, encode: (weights) => encode(plan.network, weights, features, name),
  }, { label: 'training new last layers', key }, context);
}

function datasets(features: Matrix, split: LabelledSplit): Datasets {
  const part = (places: readonly number[]): Dataset => {
    // In shared memory, so that the worker that trains needs no copy.
    const inputs = new Float32Array(new SharedArrayBuffer(4 * places.length * features.columns));
    places.forEach((from, to) => inputs.set(row(features, from), to * features.columns));
    return { count: places.length, shape: [features.columns], inputs, targets: Uint32Array.from(places, (place) => split.classOf[place]!) };
  };
  return { training: part(split.training), validation: part(split.validation), test: part(split.test) };
}

function encode(network: Network, weights: Weights, features: Matrix, engine: EngineName): Promise<Matrix> {
  const toCodes = { network: splitAfter(network, CODE_LAYER).before, weights, engine, threads: availableParallelism() };
  return infer(toCodes, { count: features.rows, shape: [features.columns], inputs: features.data });
}
