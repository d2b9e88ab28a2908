import { sumOver } from '../arithmetic.ts';
import { pads } from './conv2d.ts';
import { kernelGradient } from './kernel-gradient.ts';
import type { LayerGraph } from './layer-graph.ts';

/** Transposed convolution: the gradient of a “same” convolution from the large picture to the small one. */
export const conv2dTranspose: LayerGraph<'conv2d-transpose'> = (graph, shaped, input, [weight, bias]) => {
  const { name, kernel, stride } = shaped.layer;
  const shape = [input.shape[0]!, ...shaped.output];
  const attributes = { kernel_shape: [kernel, kernel], strides: [stride, stride], pads: pads({ name: '', shape }, kernel, stride) };
  const output = graph.node('ConvTranspose', [input, weight!, bias!], shape, attributes);
  return {
    output,
    backward: (gradient, wanted) => ({
      input: wanted ? graph.node('Conv', [gradient, weight!], input.shape, attributes) : null,
      weights: {
        [`${name}.weight`]: kernelGradient(graph, input, gradient, kernel, stride),
        [`${name}.bias`]: sumOver(graph, gradient, [0, 2, 3]),
      },
    }),
  };
};
