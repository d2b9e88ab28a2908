/** Cross-entropies, computed from what the last layer is given: exact where its output rounds to 0 or 1, and with the plainest of gradients. */
import { multiply, scale, subtract } from '../arithmetic.ts';
import type { LossGraph } from './loss-graph.ts';
import { sumPerExample, weightedMean } from './per-example.ts';

/** For z before the sigmoid: −t·ln y − (1 − t)·ln(1 − y) = ln(1 + eᶻ) − t·z. */
export const binaryCrossEntropy: LossGraph = (graph, { output, beforeLast, target, mask }) => {
  const values = subtract(graph, graph.node('Softplus', [beforeLast], beforeLast.shape), multiply(graph, target, beforeLast));
  const { perExample, share } = weightedMean(graph, values, mask);
  return { perExample, gradient: () => ({ of: 'beforeLast', value: share(subtract(graph, output, target), 1) }) };
};

/** With the targets' shares summing to s, the gradient before the softmax is s·y − t; a mask counts as part of the targets. */
export const categoricalCrossEntropy: LossGraph = (graph, { output, beforeLast, target, mask }) => {
  const batch = output.shape[0]!;
  const shares = mask ? multiply(graph, target, mask) : target;
  const logarithms = graph.node('LogSoftmax', [beforeLast], beforeLast.shape, { axis: 1 });
  return {
    perExample: scale(graph, sumPerExample(graph, multiply(graph, shares, logarithms)), -1),
    gradient: () => {
      const total = graph.node('ReduceSum', [shares, graph.integers([1])], [batch, 1], { keepdims: 1 });
      return { of: 'beforeLast', value: scale(graph, subtract(graph, multiply(graph, output, total), shares), 1 / batch) };
    },
  };
};
