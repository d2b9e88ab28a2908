/** Reads the topology of a Keras model, Sequential or a chain written as Functional, as a network. */
import { z } from 'zod';
import { Problem } from '../../ground/problem.ts';
import { outputOf } from '../shapes.ts';
import type { Layer, Network, Shape } from '../spec.ts';
import { kerasLayers, LayerMismatch } from './keras-layers.ts';
import { flattenedPictures } from './keras-tensors.ts';

interface Topology {
  network: Network;
  /** Names of our tensors that the model does not have. */
  absent: Set<string>;
}

const batchShape = z.array(z.int().nullable()).optional();
const layerSchema = z.looseObject({
  class_name: z.string(),
  name: z.string().optional(),
  config: z.looseObject({ name: z.string().optional(), batch_input_shape: batchShape, batch_shape: batchShape }),
  inbound_nodes: z.array(z.unknown()).optional(),
});
type KerasLayer = z.infer<typeof layerSchema>;

const modelSchema = z.looseObject({
  class_name: z.enum(['Sequential', 'Model', 'Functional']),
  config: z.union([z.array(layerSchema).transform((layers) => ({ layers })), z.looseObject({ layers: z.array(layerSchema) })]),
});

const nameOf = (layer: KerasLayer): string => layer.name ?? layer.config.name ?? layer.class_name;

/**
 * The network of a topology. `size` says how large its pictures are where the model leaves that open. Throws a Problem that names `file`
 * and the layer where the model has what no network of ours has.
 */
export function readTopology(value: unknown, file: string, size?: { height: number; width: number }): Topology {
  const model = modelSchema.safeParse(value);
  if (!model.success) throw new Problem(`${file} describes no Keras model of layers; export the model as a TensorFlow.js layers model.`);
  const layers = model.data.config.layers;
  if (model.data.class_name !== 'Sequential') checkChain(layers, file);
  const input = inputShape(layers[0], file, size);
  const read: Layer[] = [];
  const absent = new Set<string>();
  for (const layer of layers.filter(({ class_name: kind }) => kind !== 'InputLayer')) {
    const imported = readLayer(layer, { input, layers: read }, file);
    read.push(...imported.layers);
    for (const name of imported.absent ?? []) absent.add(name);
  }
  return { network: { input, layers: read }, absent };
}

function readLayer(layer: KerasLayer, before: Network, file: string): ReturnType<(typeof kerasLayers)[string]> {
  const title = `${file}: layer “${nameOf(layer)}” (${layer.class_name})`;
  const reader = Object.hasOwn(kerasLayers, layer.class_name) ? kerasLayers[layer.class_name] : undefined;
  if (!reader) throw new Problem(`${title} is of a kind that cannot be read; it can be ${Object.keys(kerasLayers).join(', ')}.`);
  try {
    const imported = reader(nameOf(layer), layer.config, outputOf(before));
    if (imported.layers.some(({ kind }) => kind === 'reshape') && flattenedPictures({ ...before, layers: [...before.layers, ...imported.layers] }).at(-1)) {
      throw new LayerMismatch('makes a picture of a flattened one, which puts values in another order');
    }
    return imported;
  } catch (error) {
    if (error instanceof LayerMismatch) throw new Problem(`${title} ${error.message}, which cannot be read; use a model without it.`);
    throw error;
  }
}

/** Throws where the layers are not one after the other. */
function checkChain(layers: readonly KerasLayer[], file: string): void {
  for (const [at, layer] of layers.entries()) {
    const wanted = at === 0 ? [] : [nameOf(layers[at - 1]!)];
    if (inboundNames(layer.inbound_nodes ?? []).join() !== wanted.join()) {
      throw new Problem(`${file}: layer “${nameOf(layer)}” does not take the output of the layer before it alone; only models whose layers form one chain can be read.`);
    }
  }
}

/** Keras 2 writes [[[name, node, tensor, {}], …], …]. */
const inboundNames = (nodes: readonly unknown[]): string[] =>
  nodes.flatMap((node) => Array.isArray(node) ? node.map((from: unknown) => String(Array.isArray(from) ? from[0] : from)) : [String(node)]);

function inputShape(first: KerasLayer | undefined, file: string, size?: { height: number; width: number }): Shape {
  const [, ...sizes] = first?.config.batch_input_shape ?? first?.config.batch_shape ?? [];
  if (sizes.length === 1 && sizes[0]) return [sizes[0]];
  const [height, width, channels] = sizes.length === 3 ? [sizes[0] ?? size?.height, sizes[1] ?? size?.width, sizes[2]] : [];
  if (!height || !width || !channels) throw new Problem(`${file} does not say the size of its input; export the model with a fixed input shape, such as 224 × 224 × 3.`);
  return [channels, height, width];
}
