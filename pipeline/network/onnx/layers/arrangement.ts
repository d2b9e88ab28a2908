/** Layers that move values about and compute nothing. */
import { reshape, scale } from '../arithmetic.ts';
import type { Graph, Value } from '../graph.ts';
import { withoutWeights, type LayerGraph } from './layer-graph.ts';

export const flatten: LayerGraph<'flatten'> = (graph, shaped, input) =>
  withoutWeights(reshape(graph, input, [input.shape[0]!, ...shaped.output]), (gradient) => reshape(graph, gradient, input.shape));

export const reshapeLayer: LayerGraph<'reshape'> = (graph, shaped, input) =>
  withoutWeights(reshape(graph, input, [input.shape[0]!, ...shaped.output]), (gradient) => reshape(graph, gradient, input.shape));

export const depthToSpace: LayerGraph<'depth-to-space'> = (graph, shaped, input) => {
  const attributes = { blocksize: shaped.layer.block };
  const output = graph.node('DepthToSpace', [input], [input.shape[0]!, ...shaped.output], attributes);
  return withoutWeights(output, (gradient) => graph.node('SpaceToDepth', [gradient], input.shape, attributes));
};

export const spaceToDepth: LayerGraph<'space-to-depth'> = (graph, shaped, input) => {
  const attributes = { blocksize: shaped.layer.block };
  const output = graph.node('SpaceToDepth', [input], [input.shape[0]!, ...shaped.output], attributes);
  return withoutWeights(output, (gradient) => graph.node('DepthToSpace', [gradient], input.shape, attributes));
};

/** Each value fills a square of factor × factor. */
export const enlarged = (graph: Graph, picture: Value, factor: number): Value => {
  const [batch, channels, height, width] = picture.shape as [number, number, number, number];
  return graph.node('Resize', [picture, null, graph.floats([1, 1, factor, factor], [4])], [batch, channels, height * factor, width * factor], {
    mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor',
  });
};

/** The gradient is the sum over each value's square: the average times factor². */
export const upsample: LayerGraph<'upsample'> = (graph, shaped, input) => {
  const { factor } = shaped.layer;
  return withoutWeights(enlarged(graph, input, factor), (gradient) => scale(graph,
    graph.node('AveragePool', [gradient], input.shape, { kernel_shape: [factor, factor], strides: [factor, factor] }), factor ** 2));
};

export const pad: LayerGraph<'pad'> = (graph, shaped, input) => {
  const { top, bottom, left, right } = shaped.layer;
  const [, , height, width] = input.shape as [number, number, number, number];
  const output = graph.node('Pad', [input, graph.integers([0, 0, top, left, 0, 0, bottom, right])], [input.shape[0]!, ...shaped.output]);
  return withoutWeights(output, (gradient) =>
    graph.node('Slice', [gradient, graph.integers([top, left]), graph.integers([top + height, left + width]), graph.integers([2, 3])], input.shape));
};
