import { multiply, scale, subtract } from '../arithmetic.ts';
import type { LossGraph } from './loss-graph.ts';
import { sumPerExample, weightedMean } from './per-example.ts';

/** Squared error, averaged over the values of each example and then over the batch. */
export const meanSquaredError: LossGraph = (graph, { output, target, mask }) => {
  const error = subtract(graph, output, target);
  const { perExample, share } = weightedMean(graph, multiply(graph, error, error), mask);
  return { perExample, gradient: () => ({ of: 'output', value: share(error, 2) }) };
};

/** Half the squared error, summed over the values of each example and averaged over the batch. */
export const squaredErrorPerImage: LossGraph = (graph, { output, target, mask }) => {
  const batch = output.shape[0]!;
  const error = subtract(graph, output, target);
  const counted = mask ? multiply(graph, error, mask) : error;
  return {
    perExample: scale(graph, sumPerExample(graph, multiply(graph, counted, error)), 1 / 2),
    gradient: () => ({ of: 'output', value: scale(graph, counted, 1 / batch) }),
  };
};
