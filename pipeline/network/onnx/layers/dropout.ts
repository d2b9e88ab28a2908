/** Dropout: Srivastava et al. 2014, https://jmlr.org/papers/v15/srivastava14a.html, scaled in training so that nothing is left to do later. */
import { multiply, scale } from '../arithmetic.ts';
import { withoutWeights, type InferenceGraph, type LayerGraph } from './layer-graph.ts';

/** The name of the graph input, batch × the layer's shape, that says for every value whether it stays (1) or goes (0). */
export const keptInput = (layer: string): string => `kept by ${layer}`;

export const dropoutInference: InferenceGraph<'dropout'> = (_graph, _shaped, input) => ({ output: input });

/** What stays is fed and not drawn inside: the same seed gives the same values on every provider. */
export const dropout: LayerGraph<'dropout'> = (graph, { layer }, input) => {
  const kept = graph.input(keptInput(layer.name), input.shape, 'uint8');
  const factor = scale(graph, graph.node('Cast', [kept], input.shape, { to: 1 }), 1 / (1 - layer.rate));
  return withoutWeights(multiply(graph, input, factor), (gradient) => multiply(graph, gradient, factor));
};
