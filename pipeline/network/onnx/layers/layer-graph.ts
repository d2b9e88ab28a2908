/** What every layer kind must know: how to draw itself forward, and how to draw its gradients. */
import type { ShapedLayer } from '../../shapes.ts';
import type { LayerKind } from '../../spec.ts';
import type { Graph, Value } from '../graph.ts';

interface Backward {
  /** Gradient of the loss by the layer's input; null where nobody asked. */
  input: Value | null;
  /** Gradients by the layer's trained tensors, by name. */
  weights: Record<string, Value>;
}

interface Forward {
  output: Value;
  /** Draws the gradients, given that of the layer's output. `wanted`: whether the input's gradient is needed too. */
  backward(gradient: Value, wanted: boolean): Backward;
  /** What running statistics become by this batch, by tensor name. */
  updates?: Record<string, Value>;
}

/** Draws one layer into the graph. Shapes of values are batch × the spec's shapes. `weights` are the layer's tensors in order. */
export type LayerGraph<Kind extends LayerKind> = (graph: Graph, shaped: ShapedLayer<Kind>, input: Value, weights: readonly Value[]) => Forward;

/** Draws a layer that does nothing else than compute, as networks are used once they are trained. */
export type InferenceGraph<Kind extends LayerKind> = (graph: Graph, shaped: ShapedLayer<Kind>, input: Value, weights: readonly Value[]) => Pick<Forward, 'output'>;

/** For layers without weights: `gradient` turns the output's gradient into the input's. */
export function withoutWeights(output: Value, gradient: (outputGradient: Value) => Value): Forward {
  return { output, backward: (outputGradient, wanted) => ({ input: wanted ? gradient(outputGradient) : null, weights: {} }) };
}
