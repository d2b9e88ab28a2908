/** Layers that bend every value by itself, and softmax. */
import { add, multiply, scale, subtract } from '../arithmetic.ts';
import type { Graph, Value } from '../graph.ts';
import { withoutWeights, type LayerGraph } from './layer-graph.ts';

/**
 * 1 where `values` are positive and `below` elsewhere. Scaled to beyond all bounds and cut off again: two fast passes, where Sign or
 * a comparison are slow ones.
 */
function step(graph: Graph, values: Value, below: number): Value {
  return graph.node('Clip', [scale(graph, values, 1e30), graph.floats([below]), graph.floats([1])], values.shape);
}

export const relu: LayerGraph<'relu'> = (graph, _shaped, input) => {
  const output = graph.node('Relu', [input], input.shape);
  return withoutWeights(output, (gradient) => multiply(graph, gradient, step(graph, output, 0)));
};

export const relu6: LayerGraph<'relu6'> = (graph, _shaped, input) => {
  const output = graph.node('Clip', [input, graph.floats([0]), graph.floats([6])], input.shape);
  return withoutWeights(output, (gradient) => {
    // Positive within 0–6 only.
    const inside = multiply(graph, output, graph.node('Sub', [graph.floats([6]), output], output.shape));
    return multiply(graph, gradient, step(graph, inside, 0));
  });
};

export const leakyRelu: LayerGraph<'leaky-relu'> = (graph, shaped, input) => {
  const { slope } = shaped.layer;
  const output = graph.node('LeakyRelu', [input], input.shape, { alpha: { float: slope } });
  return withoutWeights(output, (gradient) => multiply(graph, gradient, step(graph, output, slope)));
};

export const sigmoid: LayerGraph<'sigmoid'> = (graph, _shaped, input) => {
  const output = graph.node('Sigmoid', [input], input.shape);
  return withoutWeights(output, (gradient) => multiply(graph, gradient, subtract(graph, output, multiply(graph, output, output))));
};

export const tanh: LayerGraph<'tanh'> = (graph, _shaped, input) => {
  const output = graph.node('Tanh', [input], input.shape);
  return withoutWeights(output, (gradient) => subtract(graph, gradient, multiply(graph, gradient, multiply(graph, output, output))));
};

export const softmax: LayerGraph<'softmax'> = (graph, _shaped, input) => {
  const output = graph.node('Softmax', [input], input.shape, { axis: 1 });
  return withoutWeights(output, (gradient) => {
    const common = graph.node('ReduceSum', [multiply(graph, gradient, output), graph.integers([1])], input.shape.with(1, 1), { keepdims: 1 });
    return multiply(graph, output, subtract(graph, gradient, common));
  });
};

export const affine: LayerGraph<'affine'> = (graph, shaped, input) => {
  const { layer: { scale: factor, offset }, input: [channels, ...sizes] } = shaped;
  const fixed = (numbers: number | readonly number[]): Value => typeof numbers === 'number' ? graph.floats([numbers]) : graph.floats(numbers, [channels!, ...sizes.map(() => 1)]);
  const scaled = factor === 1 ? input : multiply(graph, input, fixed(factor));
  const output = offset === 0 ? scaled : add(graph, scaled, fixed(offset));
  return withoutWeights(output, (gradient) => factor === 1 ? gradient : multiply(graph, gradient, fixed(factor)));
};
