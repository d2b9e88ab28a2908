import { sumOver } from '../arithmetic.ts';
import { kernelGradient } from './kernel-gradient.ts';
import type { LayerGraph } from './layer-graph.ts';
import { windowAttributes } from './window.ts';

/** Transposed convolution: the gradient of a convolution from the large picture to the small one. */
export const conv2dTranspose: LayerGraph<'conv2d-transpose'> = (graph, shaped, input, [weight, bias]) => {
  const { layer } = shaped;
  const shape = [input.shape[0]!, ...shaped.output];
  const attributes = windowAttributes(shape, layer);
  const output = graph.node('ConvTranspose', [input, weight!, ...bias ? [bias] : []], shape, attributes);
  return {
    output,
    backward: (gradient, wanted) => ({
      input: wanted ? graph.node('Conv', [gradient, weight!], input.shape, attributes) : null,
      weights: {
        [`${layer.name}.weight`]: kernelGradient(graph, input, gradient, layer),
        ...bias && { [`${layer.name}.bias`]: sumOver(graph, gradient, [0, 2, 3]) },
      },
    }),
  };
};
