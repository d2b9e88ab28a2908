/** A network as a TensorFlow.js layers model, and the way of our weights into it and out again. */
import { fromChannelsLast, toChannelsLast } from '../channels-last.ts';
import { inferShapes, type WeightSpec } from '../shapes.ts';
import type { LayerKind, Network } from '../spec.ts';
import type { Weights } from '../weights.ts';
import { channelsLast, tensorFlowLayers, type Kept } from './layers.ts';
import type { LayersModel, SymbolicTensor, Tensor, TensorFlow, TensorFlowLayer } from './tensorflow.ts';

/** A tensor of the model under our name. */
export interface ModelTensor {
  spec: WeightSpec;
  kind: LayerKind;
  variable: TensorFlowLayer['weights'][number];
}

export interface Model {
  /** Its outputs are those of the layers that were asked for, in their order. */
  layers: LayersModel;
  tensors: ModelTensor[];
}

/** The model of `network`. `outputs`: names of layers, or null for the network's input. */
export function buildModel(tf: TensorFlow, network: Network, outputs: readonly (string | null)[], kept: Kept): Model {
  const input = tf.input({ shape: channelsLast(network.input) });
  const values = new Map<string | null, SymbolicTensor>([[null, input]]);
  const tensors: ModelTensor[] = [];
  let value = input;
  for (const shaped of inferShapes(network)) {
    const layers = tensorFlowLayers(tf, shaped, kept);
    for (const layer of layers) value = layer.apply(value) as SymbolicTensor;
    values.set(shaped.layer.name, value);
    tensors.push(...shaped.weights.map((spec, index) => ({ spec, kind: shaped.layer.kind, variable: layers[0]!.weights[index]! })));
  }
  return { layers: tf.model({ inputs: input, outputs: outputs.map((name) => values.get(name)!) }), tensors };
}

/** Takes `weights` over into the model. */
export function setWeights(tf: TensorFlow, { tensors }: Model, weights: Weights): void {
  tf.tidy(() => {
    for (const { spec, kind, variable } of tensors) {
      const { shape, data } = toChannelsLast(kind, weights.get(spec.name)!);
      variable.write(tf.tensor(data, [...shape]));
    }
  });
}

/** A copy of the model's weights. */
export function getWeights({ tensors }: Model): Weights {
  return new Map(tensors.map(({ spec, kind, variable }) => {
    const value = variable.read();
    const { shape, data } = fromChannelsLast(kind, { shape: value.shape, data: Float32Array.from(value.dataSync()) });
    return [spec.name, { shape, data }];
  }));
}

/** Pictures of a batch in the model's order; vectors as they are. */
export const toModel = (tf: TensorFlow, values: Tensor): Tensor => values.shape.length === 4 ? tf.transpose(values, [0, 2, 3, 1]) : values;

/** The inverse of `toModel`. */
export const fromModel = (tf: TensorFlow, values: Tensor): Tensor => values.shape.length === 4 ? tf.transpose(values, [0, 3, 1, 2]) : values;
