import { multiply, scale, add, subtract } from '../arithmetic.ts';
import { withoutWeights, type LayerGraph } from './layer-graph.ts';

export const relu: LayerGraph<'relu'> = (graph, _shaped, input) => {
  const output = graph.node('Relu', [input], input.shape);
  // The output is never negative, so its sign is 1 where the layer let the value through and 0 elsewhere.
  return withoutWeights(output, (gradient) => multiply(graph, gradient, graph.node('Sign', [output], output.shape)));
};

export const leakyRelu: LayerGraph<'leaky-relu'> = (graph, shaped, input) => {
  const { slope } = shaped.layer;
  const output = graph.node('LeakyRelu', [input], input.shape, { alpha: { float: slope } });
  return withoutWeights(output, (gradient) => {
    // 1 for positive values, the slope for negative ones, and half-way between at exactly 0, which no value meets in practice.
    const sign = graph.node('Sign', [input], input.shape);
    const slopes = add(graph, scale(graph, sign, (1 - slope) / 2), graph.floats([(1 + slope) / 2]));
    return multiply(graph, gradient, slopes);
  });
};

export const sigmoid: LayerGraph<'sigmoid'> = (graph, _shaped, input) => {
  const output = graph.node('Sigmoid', [input], input.shape);
  return withoutWeights(output, (gradient) => multiply(graph, gradient, subtract(graph, output, multiply(graph, output, output))));
};

export const affine: LayerGraph<'affine'> = (graph, shaped, input) => {
  const { scale: factor, offset } = shaped.layer;
  const scaled = factor === 1 ? input : scale(graph, input, factor);
  const output = offset === 0 ? scaled : add(graph, scaled, graph.floats([offset]));
  return withoutWeights(output, (gradient) => factor === 1 ? gradient : scale(graph, gradient, factor));
};
