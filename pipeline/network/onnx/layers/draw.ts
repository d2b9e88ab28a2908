/** Draws whole networks: the layers one after another, and their gradients in the opposite order. */
import { inferShapes, type Layer, type LayerKind, type Network, type ShapedLayer } from '../../spec.ts';
import type { Graph, Value } from '../graph.ts';
import { affine, leakyRelu, relu, sigmoid } from './activations.ts';
import { depthToSpace, flatten, reshapeLayer, spaceToDepth, upsample } from './arrangement.ts';
import { conv2d } from './conv2d.ts';
import { conv2dTranspose } from './conv2d-transpose.ts';
import { dense } from './dense.ts';
import type { Forward, LayerGraph } from './layer-graph.ts';

/** Every kind of layer; a new one is a type in `spec.ts` and an entry here. */
const kinds: { [Kind in LayerKind]: LayerGraph<Kind> } = {
  conv2d, 'conv2d-transpose': conv2dTranspose, dense, upsample, 'depth-to-space': depthToSpace, 'space-to-depth': spaceToDepth,
  flatten, reshape: reshapeLayer, affine, relu, 'leaky-relu': leakyRelu, sigmoid,
};

export interface DrawnNetwork {
  output: Value;
  /** Gradients of the loss by every weight, by name, given its gradient by the network's output. */
  backward(gradient: Value): Record<string, Value>;
}

/** Draws `network` on top of `input` (batch × the network's input). `weight` gives the value of a named tensor. */
export function drawNetwork(graph: Graph, network: Network, input: Value, weight: (name: string) => Value): DrawnNetwork {
  let value = input;
  const drawn = inferShapes(network).map((shaped) => {
    const forward = drawLayer(graph, shaped, value, shaped.weights.map(({ name }) => weight(name)));
    value = forward.output;
    return { shaped, forward };
  });
  // Below the first layer with weights nothing needs a gradient.
  const first = drawn.findIndex(({ shaped }) => shaped.weights.length > 0);
  return {
    output: value,
    backward: (outputGradient) => {
      let gradient: Value | null = outputGradient;
      const gradients: Record<string, Value> = {};
      for (let at = drawn.length - 1; at >= Math.max(first, 0) && gradient; at -= 1) {
        const { input: below, weights } = drawn[at]!.forward.backward(gradient, at > first);
        Object.assign(gradients, weights);
        gradient = below;
      }
      return gradients;
    },
  };
}

function drawLayer<Kind extends LayerKind>(graph: Graph, shaped: ShapedLayer<Kind>, input: Value, weights: readonly Value[]): Forward {
  const draw: LayerGraph<Kind> = kinds[shaped.layer.kind as Kind & Layer['kind']];
  return draw(graph, shaped, input, weights);
}
