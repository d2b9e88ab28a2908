import { multiply, reshape, sumOver } from '../arithmetic.ts';
import type { Graph, Value } from '../graph.ts';
import { turned } from './conv2d.ts';
import { taps } from './kernel-gradient.ts';
import type { LayerGraph } from './layer-graph.ts';
import { edges, pads, unreached, windowAttributes, type Window } from './window.ts';

function inputGradient(graph: Graph, gradient: Value, weight: Value, input: Value, window: Window): Value {
  const { kernel, stride } = window;
  const group = input.shape[1]!;
  if (stride > 1) {
    return graph.node('ConvTranspose', [gradient, weight], input.shape, { ...windowAttributes(input.shape, window), output_padding: unreached(input.shape, window), group });
  }
  const { top, left, bottom, right } = edges(input.shape, window);
  const outside = { top: kernel - 1 - top, left: kernel - 1 - left, bottom: kernel - 1 - bottom, right: kernel - 1 - right };
  return graph.node('Conv', [gradient, turned(graph, weight, kernel)], input.shape, { kernel_shape: [kernel, kernel], strides: [1, 1], pads: pads(outside), group });
}

/** For each value of each channel's kernel, the sum over batch and places of what it meets times the gradient there. */
function kernelGradient(graph: Graph, gradient: Value, input: Value, weight: Value, window: Window): Value {
  const [, channels, rows, columns] = gradient.shape as [number, number, number, number];
  const sums = taps(graph, input, rows, columns, window).map((tap) => reshape(graph, sumOver(graph, multiply(graph, tap, gradient), [0, 2, 3]), [channels, 1]));
  return reshape(graph, graph.node('Concat', sums, [channels, sums.length], { axis: 1 }), weight.shape);
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
        [`${layer.name}.weight`]: kernelGradient(graph, gradient, input, weight!, layer),
        ...bias && { [`${layer.name}.bias`]: sumOver(graph, gradient, [0, 2, 3]) },
      },
    }),
  };
};
