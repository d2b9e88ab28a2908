import { add, sumOver } from '../arithmetic.ts';
import { MICROSOFT } from '../graph.ts';
import type { LayerGraph } from './layer-graph.ts';

/** input · weight + bias; input is batch × in, weight in × out. */
export const dense: LayerGraph<'dense'> = (graph, shaped, input, [weight, bias]) => {
  const { name } = shaped.layer;
  const product = graph.node('MatMul', [input, weight!], [input.shape[0]!, ...shaped.output]);
  return {
    output: bias ? add(graph, product, bias) : product,
    backward: (gradient, wanted) => ({
      input: wanted ? graph.node('FusedMatMul', [gradient, weight!], input.shape, { transB: 1 }, MICROSOFT) : null,
      weights: {
        [`${name}.weight`]: graph.node('FusedMatMul', [input, gradient], weight!.shape, { transA: 1 }, MICROSOFT),
        ...bias && { [`${name}.bias`]: sumOver(graph, gradient, [0]) },
      },
    }),
  };
};
