/** Draws whole networks: the layers one after another, and their gradients in the opposite order. */
import { inferShapes, isTrained, type ShapedLayer } from '../../shapes.ts';
import type { LayerKind, Network } from '../../spec.ts';
import { add } from '../arithmetic.ts';
import type { Graph, Value } from '../graph.ts';
import { affine, leakyRelu, relu, relu6, sigmoid, softmax, tanh } from './activations.ts';
import { depthToSpace, flatten, pad, reshapeLayer, spaceToDepth, upsample } from './arrangement.ts';
import { batchNorm, batchNormInference } from './batch-norm.ts';
import { conv2d } from './conv2d.ts';
import { conv2dTranspose } from './conv2d-transpose.ts';
import { dense } from './dense.ts';
import { depthwiseConv2d } from './depthwise-conv2d.ts';
import { dropout, dropoutInference } from './dropout.ts';
import type { InferenceGraph, LayerGraph } from './layer-graph.ts';
import { averagePool, globalAveragePool, maxPool } from './pooling.ts';

/** Every kind of layer as it is trained; a new one is a type in `spec.ts`, its shapes in `shapes.ts` and an entry here. */
const trained: { [Kind in LayerKind]: LayerGraph<Kind> } = {
  conv2d, 'depthwise-conv2d': depthwiseConv2d, 'conv2d-transpose': conv2dTranspose, dense,
  'max-pool': maxPool, 'average-pool': averagePool, 'global-average-pool': globalAveragePool,
  'batch-norm': batchNorm, dropout,
  pad, upsample, 'depth-to-space': depthToSpace, 'space-to-depth': spaceToDepth, flatten, reshape: reshapeLayer,
  affine, relu, relu6, 'leaky-relu': leakyRelu, sigmoid, tanh, softmax,
};

/** Every kind as it is used. */
const used: { [Kind in LayerKind]: InferenceGraph<Kind> } = { ...trained, 'batch-norm': batchNormInference, dropout: dropoutInference };

/** Gives the value of a named tensor. */
type WeightSource = (name: string) => Value;

/** What comes out of each layer, by its name; the network's output is the last. */
export interface DrawnNetwork {
  output: Value;
  outputs: ReadonlyMap<string, Value>;
}

export interface DrawnTraining extends DrawnNetwork {
  /** What running statistics become by this batch, by tensor name. */
  updates: Record<string, Value>;
  /**
   * Gradients of the loss by every trained tensor, by name. Given are the loss's own gradients by the outputs of layers, by layer name;
   * what reaches an output through later layers is added here.
   */
  backward(gradients: ReadonlyMap<string, Value>): Record<string, Value>;
}

/** Draws `network` on top of `input` (batch × the network's input) as it is used: running statistics, no dropout. */
export function drawNetwork(graph: Graph, network: Network, input: Value, weight: WeightSource): DrawnNetwork {
  const outputs = new Map<string, Value>();
  let output = input;
  for (const shaped of inferShapes(network)) {
    ({ output } = drawLayer(used, graph, shaped, output, weight));
    outputs.set(shaped.layer.name, output);
  }
  return { output, outputs };
}

/** Draws `network` as it is trained. */
export function drawTraining(graph: Graph, network: Network, input: Value, weight: WeightSource): DrawnTraining {
  const outputs = new Map<string, Value>();
  let output = input;
  const drawn = inferShapes(network).map((shaped) => {
    const forward = drawLayer(trained, graph, shaped, output, weight);
    output = forward.output;
    outputs.set(shaped.layer.name, output);
    return { name: shaped.layer.name, shaped, forward };
  });
  // Below the first layer with weights nothing needs a gradient.
  const first = drawn.findIndex(({ shaped }) => shaped.weights.some(isTrained));
  return {
    output, outputs,
    updates: Object.assign({}, ...drawn.map(({ forward }) => forward.updates)) as Record<string, Value>,
    backward: (own) => {
      const gradients: Record<string, Value> = {};
      let fromAbove: Value | null = null;
      for (const [at, { name, forward }] of [...drawn.entries()].reverse()) {
        if (at < first) break;
        const gradient = sum(graph, fromAbove, own.get(name));
        if (!gradient) continue;
        const below = forward.backward(gradient, at > first);
        Object.assign(gradients, below.weights);
        fromAbove = below.input;
      }
      return gradients;
    },
  };
}

const sum = (graph: Graph, a: Value | null, b: Value | undefined): Value | null => a && b ? add(graph, a, b) : a ?? b ?? null;

function drawLayer<Kind extends LayerKind, Drawn>(
  kinds: { [Each in Kind]: (graph: Graph, shaped: ShapedLayer<Each>, input: Value, weights: readonly Value[]) => Drawn },
  graph: Graph, shaped: ShapedLayer<Kind>, input: Value, weight: WeightSource,
): Drawn {
  const draw = kinds[shaped.layer.kind as Kind];
  return draw(graph, shaped, input, shaped.weights.map(({ name }) => weight(name)));
}
