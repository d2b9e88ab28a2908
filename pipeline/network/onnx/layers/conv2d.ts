import { samePadding, type ShapedLayer } from '../../spec.ts';
import { sumOver } from '../arithmetic.ts';
import type { Value } from '../graph.ts';
import { kernelGradient } from './kernel-gradient.ts';
import type { LayerGraph } from './layer-graph.ts';

/** `pads` as ONNX wants them: both beginnings, then both ends. */
export function pads(picture: Value, kernel: number, stride: number): number[] {
  const vertical = samePadding(picture.shape[2]!, kernel, stride);
  const horizontal = samePadding(picture.shape[3]!, kernel, stride);
  return [vertical.before, horizontal.before, vertical.after, horizontal.after];
}

/** Convolution. The gradient by the input is the transposed convolution with the same kernel and the same pads. */
export const conv2d: LayerGraph<'conv2d'> = (graph, shaped: ShapedLayer<'conv2d'>, input, [weight, bias]) => {
  const { name, kernel, stride } = shaped.layer;
  const attributes = { kernel_shape: [kernel, kernel], strides: [stride, stride], pads: pads(input, kernel, stride) };
  const output = graph.node('Conv', [input, weight!, bias!], [input.shape[0]!, ...shaped.output], attributes);
  return {
    output,
    backward: (gradient, wanted) => ({
      // `pads`, never `output_shape`: the latter shifts the padding for some sizes, and the gradients are wrong.
      input: wanted ? graph.node('ConvTranspose', [gradient, weight!], input.shape, attributes) : null,
      weights: {
        [`${name}.weight`]: kernelGradient(graph, gradient, input, kernel, stride),
        [`${name}.bias`]: sumOver(graph, gradient, [0, 2, 3]),
      },
    }),
  };
};
