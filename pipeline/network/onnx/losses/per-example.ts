/** Sums and means over the values of each example. */
import { sizeOf } from '../../shapes.ts';
import { divide, multiply, reshape, scale, sumOver } from '../arithmetic.ts';
import type { Graph, Value } from '../graph.ts';

/** Below every weight that means anything, and above 0: what nothing is divided by. */
const SMALLEST = 1e-30;

/** Batch × … becomes [batch]. A loss is summed in two stages, because one sum of a million float32 values loses digits. */
export function sumPerExample(graph: Graph, values: Value): Value {
  const batch = values.shape[0]!;
  return sumOver(graph, reshape(graph, values, [batch, sizeOf(values.shape) / batch]), [1]);
}

/**
 * The mean of each example's values, each weighing as `mask` says; 0 where an example's weights are all 0. `share` turns the gradients
 * of single values, times `factor`, into those of the batch's mean.
 */
export function weightedMean(graph: Graph, values: Value, mask: Value | null): { perExample: Value; share(gradient: Value, factor: number): Value } {
  const batch = values.shape[0]!;
  const count = sizeOf(values.shape) / batch;
  if (!mask) {
    return {
      perExample: scale(graph, sumPerExample(graph, values), 1 / count),
      share: (gradient, factor) => scale(graph, gradient, factor / (batch * count)),
    };
  }
  const weights = graph.node('Max', [sumPerExample(graph, mask), graph.floats([SMALLEST])], [batch]);
  return {
    perExample: divide(graph, sumPerExample(graph, multiply(graph, values, mask)), weights),
    share: (gradient, factor) => {
      const wide = reshape(graph, weights, values.shape.map((size, axis) => axis === 0 ? size : 1));
      return scale(graph, divide(graph, multiply(graph, gradient, mask), wide), factor / batch);
    },
  };
}
