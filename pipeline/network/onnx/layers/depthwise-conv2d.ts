import { sumOver } from '../arithmetic.ts';
import type { Graph, Value } from '../graph.ts';
import { turned } from './conv2d.ts';
import { depthwiseKernelGradient } from './kernel-gradient.ts';
import type { LayerGraph } from './layer-graph.ts';
import { edges, outside, pads, unreached, windowAttributes, type Window } from './window.ts';

function inputGradient(graph: Graph, gradient: Value, weight: Value, input: Value, window: Window): Value {
  const { kernel, stride } = window;
  const group = input.shape[1]!;
  if (stride > 1) {
    return graph.node('ConvTranspose', [gradient, weight], input.shape, { ...windowAttributes(input.shape, window), output_padding: unreached(input.shape, window), group });
  }
  return graph.node('Conv', [gradient, turned(graph, weight, kernel)], input.shape, {
    kernel_shape: [kernel, kernel], strides: [1, 1], pads: pads(outside(edges(input.shape, window), kernel)), group,
  });
}

/** One filter for each channel: Howard et al. 2017, “MobileNets”. */
export const depthwiseConv2d: LayerGraph<'depthwise-conv2d'> = (graph, shaped, input, [weight, bias]) => {
  const { layer } = shaped;
  const attributes = { ...windowAttributes(input.shape, layer), group: input.shape[1]! };
  const output = graph.node('Conv', [input, weight!, ...bias ? [bias] : []], [input.shape[0]!, ...shaped.output], attributes);
  return {
    output,
    backward: (gradient, wanted) => ({
      input: wanted ? inputGradient(graph, gradient, weight!, input, layer) : null,
      weights: {
        [`${layer.name}.weight`]: depthwiseKernelGradient(graph, gradient, input, layer),
        ...bias && { [`${layer.name}.bias`]: sumOver(graph, gradient, [0, 2, 3]) },
      },
    }),
  };
};
