/** Layers that move values about and compute nothing. */
import { reshape, scale } from '../arithmetic.ts';
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

/** Each value fills a square of factor × factor; its gradient is the sum over that square, the average times factor². */
export const upsample: LayerGraph<'upsample'> = (graph, shaped, input) => {
  const { factor } = shaped.layer;
  const output = graph.node('Resize', [input, null, graph.floats([1, 1, factor, factor], [4])], [input.shape[0]!, ...shaped.output], {
    mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor',
  });
  return withoutWeights(output, (gradient) => scale(graph,
    graph.node('AveragePool', [gradient], input.shape, { kernel_shape: [factor, factor], strides: [factor, factor] }), factor ** 2));
};
