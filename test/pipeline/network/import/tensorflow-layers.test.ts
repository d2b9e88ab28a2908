import * as tf from '@tensorflow/tfjs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../../../pipeline/ground/problem.ts';
import { seeded } from '../../../../pipeline/ground/random.ts';
import { readTensorFlowModel } from '../../../../pipeline/network/import/tensorflow-layers.ts';
import { sizeOf } from '../../../../pipeline/network/shapes.ts';
import { networkOutputs, relativeError } from '../outputs.support.ts';

let folder: string;
beforeAll(async () => {
  await tf.setBackend('cpu');
  folder = await mkdtemp(path.join(tmpdir(), 'model-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** In how many shards a model's weights are stored, and in how many bits each. */
interface Stored { parts?: number; bits?: 8 | 16 | 32 }

/** Writes a model as TensorFlow.js's converter does. */
async function store(model: tf.LayersModel, name: string, { parts = 1, bits = 32 }: Stored = {}): Promise<string> {
  let artifacts: tf.io.ModelArtifacts | undefined;
  await model.save(tf.io.withSaveHandler(async (saved) => {
    artifacts = saved;
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
  }));
  const entries = artifacts!.weightSpecs!.map((entry) => ({ name: entry.name, shape: entry.shape, dtype: entry.dtype }));
  const floats = new Float32Array(artifacts!.weightData as ArrayBuffer);
  const { bytes, weights } = bits === 32 ? { bytes: Buffer.from(floats.buffer), weights: entries } : quantised(entries, floats, bits);
  const size = Math.ceil(bytes.length / parts);
  const paths = Array.from({ length: parts }, (_, part) => `${name}-shard${part + 1}of${parts}.bin`);
  await Promise.all(paths.map((shard, part) => writeFile(path.join(folder, shard), bytes.subarray(part * size, (part + 1) * size))));
  const file = path.join(folder, `${name}.json`);
  await writeFile(file, JSON.stringify({ modelTopology: { model_config: artifacts!.modelTopology }, weightsManifest: [{ paths, weights }] }));
  return file;
}

function quantised<Entry extends { shape: number[] }>(entries: readonly Entry[], floats: Float32Array, bits: 8 | 16): { bytes: Buffer; weights: object[] } {
  let from = 0;
  const stored = entries.map((entry) => {
    const values = floats.subarray(from, from += sizeOf(entry.shape));
    const [min, max] = [Math.min(...values), Math.max(...values)];
    const scale = (max - min) / (2 ** bits - 1) || 1;
    const quanta = values.map((value) => Math.round((value - min) / scale));
    const bytes = bits === 8 ? Uint8Array.from(quanta) : new Uint8Array(Uint16Array.from(quanta).buffer);
    return { bytes, weight: { ...entry, quantization: { dtype: `uint${bits}`, scale, min, original_dtype: 'float32' } } };
  });
  return { bytes: Buffer.concat(stored.map(({ bytes }) => bytes)), weights: stored.map(({ weight }) => weight) };
}

/** The stored model as TensorFlow.js itself decodes it. */
async function loaded(file: string): Promise<tf.LayersModel> {
  const { modelTopology, weightsManifest } = JSON.parse(await readFile(file, 'utf8')) as tf.io.ModelJSON;
  const { paths, weights } = weightsManifest[0]!;
  const bytes = Buffer.concat(await Promise.all(paths.map((shard) => readFile(path.join(folder, shard)))));
  const topology = (modelTopology as { model_config: object }).model_config;
  return tf.loadLayersModel(tf.io.fromMemory({ modelTopology: topology, weightSpecs: weights, weightData: Uint8Array.from(bytes).buffer }));
}

/** Fills all weights with chance: initial biases, means and variances would hide mistakes. */
function scatter(model: tf.LayersModel): void {
  const random = seeded(3, 'weights');
  model.setWeights(model.weights.map(({ originalName, shape }) => {
    const draw = originalName.includes('variance') ? () => 0.5 + random.uniform() : () => random.normal() * 0.4;
    return tf.tensor(Float32Array.from({ length: sizeOf(shape as number[]) }, draw), shape as number[]);
  }));
}

/** What TensorFlow.js makes of two pictures (channels × height × width), channels first again. */
function byTensorFlow(model: tf.LayersModel, [channels, height, width]: readonly number[], pictures: Float32Array): Float32Array {
  const input = tf.transpose(tf.tensor(pictures, [2, channels!, height!, width!]), [0, 2, 3, 1]);
  const output = model.predict(input) as tf.Tensor;
  return Float32Array.from((output.rank === 4 ? tf.transpose(output, [0, 3, 1, 2]) : output).dataSync());
}

const { layers } = tf;

const separable = (): tf.LayersModel => tf.sequential({ layers: [
  layers.zeroPadding2d({ padding: [[0, 1], [2, 1]], inputShape: [9, 8, 3] }),
  layers.conv2d({ filters: 4, kernelSize: 3, strides: 2, padding: 'valid', useBias: false }), layers.batchNormalization({ epsilon: 0.01 }), layers.reLU({ maxValue: 6 }),
  layers.depthwiseConv2d({ kernelSize: 3, strides: 2, padding: 'same', useBias: false }), layers.batchNormalization({ scale: false }), layers.activation({ activation: 'relu6' }),
  layers.conv2d({ filters: 5, kernelSize: 1, padding: 'same' }), layers.globalAveragePooling2d({}), layers.reshape({ targetShape: [1, 1, 5] }), layers.dropout({ rate: 0.2 }),
  layers.conv2d({ filters: 6, kernelSize: 1 }), layers.reshape({ targetShape: [6] }), layers.activation({ activation: 'softmax' }),
] });

function chain(): tf.LayersModel {
  const input = tf.input({ shape: [10, 7, 2] });
  const built = [
    layers.conv2d({ filters: 3, kernelSize: 3, padding: 'same', strides: 2, activation: 'relu' }), layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
    layers.averagePooling2d({ poolSize: 2, strides: 1, padding: 'same' }), layers.flatten(), layers.dropout({ rate: 0.5 }), layers.batchNormalization(),
    layers.dense({ units: 4, activation: 'tanh' }), layers.dense({ units: 3 }), layers.softmax(),
  ];
  return tf.model({ inputs: input, outputs: built.reduce<tf.SymbolicTensor>((value, layer) => layer.apply(value) as tf.SymbolicTensor, input) });
}

describe('gives the outputs of TensorFlow.js', () => {
  it.each<[string, () => tf.LayersModel, Stored]>([
    ['a Sequential model like MobileNet', separable, {}],
    ['a Functional model with a dense layer on a flattened picture', chain, { parts: 3 }],
    ['weights in 8 bits', chain, { bits: 8, parts: 2 }],
    ['weights in 16 bits', separable, { bits: 16 }],
  ])('%s', async (title, make, stored) => {
    const model = make();
    scatter(model);
    const file = await store(model, title.replaceAll(' ', '-'), stored);
    const { network, weights } = await readTensorFlowModel(file);
    const random = seeded(1, title);
    const pictures = Float32Array.from({ length: 2 * sizeOf(network.input) }, () => random.normal());
    const expected = byTensorFlow(await loaded(file), network.input, pictures);
    expect(relativeError(await networkOutputs(network, weights, pictures), expected)).toBeLessThan(1e-5);
  });
});

interface KerasLayer { class_name: string; inbound_nodes: unknown; config: Record<string, unknown> }
interface Json {
  modelTopology: { model_config: { config: { layers: KerasLayer[] } } };
  weightsManifest: { paths: string[]; weights: { shape: number[]; name: string }[] }[];
}

describe('says in one sentence what cannot be read', () => {
  let file: string;
  beforeAll(async () => { file = await store(chain(), 'whole', { parts: 2 }); });

  const changed = (change: (json: Json, layer: (at: number) => KerasLayer) => void) => async (): Promise<string> => {
    const json = JSON.parse(await readFile(file, 'utf8')) as Json;
    change(json, (at) => json.modelTopology.model_config.config.layers[at]!);
    const copy = path.join(folder, 'changed.json');
    await writeFile(copy, JSON.stringify(json));
    return copy;
  };
  const cut = async (): Promise<string> => {
    const copy = path.join(folder, 'cut.json');
    await writeFile(copy, (await readFile(file, 'utf8')).slice(0, 200));
    return copy;
  };

  it.each<[string, () => Promise<string>, RegExp]>([
    ['no file', async () => path.join(folder, 'none.json'), /none\.json does not exist; name the model\.json/],
    ['a cut file', cut, /cut\.json is not whole JSON/],
    ['another kind of model', changed((json) => { Object.assign(json, { weightsManifest: null }); }), /is no TensorFlow\.js layers model/],
    ['a missing shard', changed((json) => { json.weightsManifest[0]!.paths[1] = 'gone.bin'; }), /gone\.bin is missing; get the whole model again/],
    ['a short shard', changed((json) => { json.weightsManifest[0]!.paths.pop(); }), /whole-shard1of2\.bin has \d+ bytes where the model's tensors want \d+/],
    ['a shard elsewhere', changed((json) => { json.weightsManifest[0]!.paths[0] = '../../etc/passwd'; }), /names a shard “..\/..\/etc\/passwd” outside of its folder/],
    ['an unknown layer', changed((_, layer) => { layer(2).class_name = 'LSTM'; }), /layer “max_pooling2d_\S+” \(LSTM\) is of a kind that cannot be read; it can be Conv2D,/],
    ['an unknown setting', changed((_, layer) => { layer(1).config['dilation_rate'] = [2, 2]; }), /\(Conv2D\) has dilation_rate \[2,2\], which cannot be read/],
    ['a branch', changed((_, layer) => { layer(3).inbound_nodes = layer(2).inbound_nodes; }), /does not take the output of the layer before it alone/],
    ['no size', changed((_, layer) => { layer(0).config['batch_input_shape'] = [null, null, null, 2]; }), /does not say the size of its input/],
    ['another shape', changed((json) => { json.weightsManifest[0]!.weights[0]!.shape = [3, 3, 3, 2]; }), /holds a kernel of 3 × 3 × 3 × 2 for layer “conv2d_\S+”, which does not fit the network's 3 × 2 × 3 × 3/],
    ['a missing tensor', changed((json) => { json.weightsManifest[0]!.weights[1]!.name = 'other/bias'; }), /holds no bias of layer “conv2d_/],
    ['a picture made of a flattened one', changed((_, layer) => {
      Object.assign(layer(5), { class_name: 'Reshape', config: { ...layer(5).config, target_shape: [3, 2, 3] } });
    }), /puts values in another order/],
  ])('%s', async (_, make, message) => {
    const damaged = await make();
    await expect(readTensorFlowModel(damaged)).rejects.toThrow(Problem);
    await expect(readTensorFlowModel(damaged)).rejects.toThrow(message);
  });
});

it('takes the size of pictures where the model leaves it open', async () => {
  const model = tf.sequential({ layers: [layers.conv2d({ filters: 2, kernelSize: 3, batchInputShape: [null, null, null, 3] })] });
  const { network } = await readTensorFlowModel(await store(model, 'open'), { height: 8, width: 5 });
  expect(network.input).toEqual([3, 8, 5]);
});
