import type { ShapedLayer } from '../../shapes.ts';
import { sumOver, transpose } from '../arithmetic.ts';
import type { Graph, Value } from '../graph.ts';
import { kernelGradient } from './kernel-gradient.ts';
import type { LayerGraph } from './layer-graph.ts';
import { edges, outside, pads, unreached, windowAttributes, type Window } from './window.ts';

/** The kernel turned by 180°. */
export const turned = (graph: Graph, weight: Value, kernel: number): Value => graph.node('Slice', [
  weight, graph.integers([-1, -1]), graph.integers([-kernel - 1, -kernel - 1]), graph.integers([2, 3]), graph.integers([-1, -1]),
], weight.shape);

/**
 * The gradient by the input: the transposed convolution with the same kernel and the same pads. Where the stride is 1 that is a
 * convolution with the kernel turned by 180° and the pads turned inside out, which is faster.
 */
function inputGradient(graph: Graph, gradient: Value, weight: Value, input: Value, window: Window): Value {
  const { kernel, stride } = window;
  // `pads`, never `output_shape`: the latter shifts the padding for some sizes, and the gradients are wrong.
  if (stride > 1) {
    return graph.node('ConvTranspose', [gradient, weight], input.shape, { ...windowAttributes(input.shape, window), output_padding: unreached(input.shape, window) });
  }
  const exchanged = transpose(graph, weight, [1, 0, 2, 3]);
  return graph.node('Conv', [gradient, turned(graph, exchanged, kernel)], input.shape, {
    kernel_shape: [kernel, kernel], strides: [1, 1], pads: pads(outside(edges(input.shape, window), kernel)),
  });
}

/** Convolution. */
export const conv2d: LayerGraph<'conv2d'> = (graph, shaped: ShapedLayer<'conv2d'>, input, [weight, bias]) => {
  const { layer } = shaped;
  const output = graph.node('Conv', [input, weight!, ...bias ? [bias] : []], [input.shape[0]!, ...shaped.output], windowAttributes(input.shape, layer));
  return {
    output,
    backward: (gradient, wanted) => ({
      input: wanted ? inputGradient(graph, gradient, weight!, input, layer) : null,
      weights: {
        [`${layer.name}.weight`]: kernelGradient(graph, gradient, input, layer),
        ...bias && { [`${layer.name}.bias`]: sumOver(graph, gradient, [0, 2, 3]) },
      },
    }),
  };
};
