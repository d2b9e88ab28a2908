/** Losses: a number to make small, and its gradient by what the network put out. */
import { sizeOf } from '../spec.ts';
import { multiply, reshape, scale, subtract, sumOver } from './arithmetic.ts';
import type { Graph, Value } from './graph.ts';

export interface Loss {
  /** One number an example, shape [batch]; the loss is their mean. */
  perExample: Value;
  /** The mean over the batch, a scalar. */
  mean: Value;
  gradient: Value;
}

export type LossKind = 'mean-squared-error';

type LossGraph = (graph: Graph, output: Value, target: Value) => Loss;

/** Squared error, averaged over the values of each example and then over the batch. */
const meanSquaredError: LossGraph = (graph, output, target) => {
  const batch = output.shape[0]!;
  const values = sizeOf(output.shape) / batch;
  const error = subtract(graph, output, target);
  // Two stages, because one sum of a million float32 values loses digits.
  const perExample = scale(graph, sumOver(graph, reshape(graph, multiply(graph, error, error), [batch, values]), [1]), 1 / values);
  return {
    perExample,
    mean: scale(graph, sumOver(graph, perExample, [0]), 1 / batch),
    gradient: scale(graph, error, 2 / (batch * values)),
  };
};

export const losses: Record<LossKind, LossGraph> = { 'mean-squared-error': meanSquaredError };
