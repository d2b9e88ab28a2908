import { samePadding, type ShapedLayer } from '../../spec.ts';
import { sumOver, transpose } from '../arithmetic.ts';
import type { Graph, Value } from '../graph.ts';
import { kernelGradient } from './kernel-gradient.ts';
import type { LayerGraph } from './layer-graph.ts';

/** `pads` as ONNX wants them: both beginnings, then both ends. */
export function pads(picture: Value, kernel: number, stride: number): number[] {
  const vertical = samePadding(picture.shape[2]!, kernel, stride);
  const horizontal = samePadding(picture.shape[3]!, kernel, stride);
  return [vertical.before, horizontal.before, vertical.after, horizontal.after];
}

/**
 * The gradient by the input: the transposed convolution with the same kernel and the same pads. Where the stride is 1 that is a
 * convolution with the kernel turned by 180° and the pads exchanged, which is faster.
 */
function inputGradient(graph: Graph, gradient: Value, weight: Value, input: Value, kernel: number, stride: number): Value {
  const [top, left, bottom, right] = pads(input, kernel, stride) as [number, number, number, number];
  const attributes = { kernel_shape: [kernel, kernel], strides: [stride, stride] };
  // `pads`, never `output_shape`: the latter shifts the padding for some sizes, and the gradients are wrong.
  if (stride > 1) return graph.node('ConvTranspose', [gradient, weight], input.shape, { ...attributes, pads: [top, left, bottom, right] });
  const exchanged = transpose(graph, weight, [1, 0, 2, 3]);
  const turned = graph.node('Slice', [
    exchanged, graph.integers([-1, -1]), graph.integers([-kernel - 1, -kernel - 1]), graph.integers([2, 3]), graph.integers([-1, -1]),
  ], exchanged.shape);
  return graph.node('Conv', [gradient, turned], input.shape, { ...attributes, pads: [bottom, right, top, left] });
}

/** Convolution. */
export const conv2d: LayerGraph<'conv2d'> = (graph, shaped: ShapedLayer<'conv2d'>, input, [weight, bias]) => {
  const { name, kernel, stride } = shaped.layer;
  const attributes = { kernel_shape: [kernel, kernel], strides: [stride, stride], pads: pads(input, kernel, stride) };
  const output = graph.node('Conv', [input, weight!, bias!], [input.shape[0]!, ...shaped.output], attributes);
  return {
    output,
    backward: (gradient, wanted) => ({
      input: wanted ? inputGradient(graph, gradient, weight!, input, kernel, stride) : null,
      weights: {
        [`${name}.weight`]: kernelGradient(graph, gradient, input, kernel, stride),
        [`${name}.bias`]: sumOver(graph, gradient, [0, 2, 3]),
      },
    }),
  };
};
