/** Batch normalisation: Ioffe and Szegedy 2015, https://arxiv.org/abs/1502.03167. */
import type { LayerOf } from '../../spec.ts';
import { add, multiply, reshape, scale, subtract, sumOver } from '../arithmetic.ts';
import type { Graph, Value } from '../graph.ts';
import type { InferenceGraph, LayerGraph } from './layer-graph.ts';

const momentumOf = (layer: LayerOf<'batch-norm'>): number => layer.momentum ?? 0.99;
const epsilonOf = (layer: LayerOf<'batch-norm'>): number => layer.epsilon ?? 1e-3;

/** With the running statistics. */
export const batchNormInference: InferenceGraph<'batch-norm'> = (graph, { layer }, input, weights) => ({
  output: graph.node('BatchNormalization', [input, ...weights], input.shape, { epsilon: { float: epsilonOf(layer) } }),
});

/** With the batch's own statistics, through which its gradient goes too. */
export const batchNorm: LayerGraph<'batch-norm'> = (graph, { layer }, input, [weight, bias, runningMean, runningVariance]) => {
  const channels = input.shape[1]!;
  const others = input.shape.map((_, axis) => axis).filter((axis) => axis !== 1);
  const count = others.reduce((product, axis) => product * input.shape[axis]!, 1);
  const wide = (value: Value): Value => reshape(graph, value, input.shape.map((_, axis) => axis === 1 ? channels : 1));
  const mean = scale(graph, sumOver(graph, input, others), 1 / count);
  const centred = subtract(graph, input, wide(mean));
  // From the centred values: mean of squares less square of mean loses all digits where the mean is large.
  const variance = scale(graph, sumOver(graph, multiply(graph, centred, centred), others), 1 / count);
  const spread = graph.node('Sqrt', [add(graph, variance, graph.floats([epsilonOf(layer)]))], variance.shape);
  const inverse = graph.node('Reciprocal', [spread], spread.shape);
  const normal = multiply(graph, centred, wide(inverse));
  return {
    output: add(graph, multiply(graph, normal, wide(weight!)), wide(bias!)),
    backward: (gradient, wanted) => {
      const bySum = sumOver(graph, gradient, others);
      const byNormal = sumOver(graph, multiply(graph, gradient, normal), others);
      const input = (): Value => {
        const common = add(graph, multiply(graph, normal, wide(scale(graph, byNormal, 1 / count))), wide(scale(graph, bySum, 1 / count)));
        return multiply(graph, subtract(graph, gradient, common), wide(multiply(graph, weight!, inverse)));
      };
      return { input: wanted ? input() : null, weights: { [`${layer.name}.weight`]: byNormal, [`${layer.name}.bias`]: bySum } };
    },
    updates: {
      [`${layer.name}.mean`]: moved(graph, runningMean!, mean, momentumOf(layer)),
      [`${layer.name}.variance`]: moved(graph, runningVariance!, variance, momentumOf(layer)),
    },
  };
};

const moved = (graph: Graph, running: Value, now: Value, momentum: number): Value =>
  add(graph, scale(graph, running, momentum), scale(graph, now, 1 - momentum));
