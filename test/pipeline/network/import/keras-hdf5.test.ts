import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { File, ready } from 'h5wasm/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../../../pipeline/ground/problem.ts';
import { seeded } from '../../../../pipeline/ground/random.ts';
import { toChannelsLast } from '../../../../pipeline/network/channels-last.ts';
import { readKerasWeights } from '../../../../pipeline/network/import/keras-hdf5.ts';
import { inferShapes, sizeOf } from '../../../../pipeline/network/shapes.ts';
import type { Network } from '../../../../pipeline/network/spec.ts';
import type { Weights } from '../../../../pipeline/network/weights.ts';

const network: Network = {
  input: [3, 8, 8],
  layers: [
    { name: 'block1_conv1', kind: 'conv2d', filters: 4, kernel: 3, stride: 1 }, { name: 'relu', kind: 'relu' },
    { name: 'pool', kind: 'max-pool', size: 2 },
    { name: 'dw', kind: 'depthwise-conv2d', kernel: 3, stride: 2, bias: false }, { name: 'bn', kind: 'batch-norm' },
    { name: 'flatten', kind: 'flatten' }, { name: 'fc1', kind: 'dense', units: 5 },
  ],
};

const weights: Weights = new Map(inferShapes(network).flatMap(({ layer, weights: specs }) => specs.map(({ name, shape }) => {
  const random = seeded(1, name);
  return [name, { shape, data: Float32Array.from({ length: sizeOf(shape) }, () => random.normal()) }] as const;
})));

/** Names of tensors as Keras 2 writes them, and as its first files of VGG16 have them. */
const spellings = {
  recent: { 'block1_conv1.weight': 'kernel:0', 'block1_conv1.bias': 'bias:0' },
  early: { 'block1_conv1.weight': 'block1_conv1_W_1:0', 'block1_conv1.bias': 'block1_conv1_b_1:0' },
};
const others = {
  'dw.weight': 'depthwise_kernel:0', 'bn.weight': 'gamma:0', 'bn.bias': 'beta:0', 'bn.mean': 'moving_mean:0', 'bn.variance': 'moving_variance:0',
  'fc1.weight': 'kernel:0', 'fc1.bias': 'bias:0',
};

let folder: string;
let recent: string;
beforeAll(async () => {
  await ready;
  folder = await mkdtemp(path.join(tmpdir(), 'hdf5-'));
  recent = write('recent.h5', spellings.recent, { inside: true });
});
afterAll(() => rm(folder, { recursive: true }));

/** Keras's order of the values: the dense layer's rows are those of a picture of 2 × 2 pixels with 4 channels, flattened channels last. */
function keras(name: string): { shape: number[]; data: Float32Array } {
  const tensor = weights.get(name)!;
  if (name === 'fc1.weight') {
    const data = tensor.data.map((_, index) => {
      const [pixel, channel, unit] = [Math.floor(index / 20), Math.floor(index / 5) % 4, index % 5];
      return tensor.data[(channel * 4 + pixel) * 5 + unit]!;
    });
    return { shape: [16, 5], data };
  }
  const { shape, data } = toChannelsLast(name.startsWith('dw') ? 'depthwise-conv2d' : 'conv2d', tensor);
  return { shape: [...shape], data };
}

/** `inside`: Keras 2.2 and later put a group of the layer's name into the layer's group. */
function write(name: string, first: Record<string, string>, { inside = false, top = '' } = {}): string {
  const file = path.join(folder, name);
  const root = new File(file, 'w');
  const base = top ? root.create_group(top) : root;
  for (const { layer, weights: specs } of inferShapes(network)) {
    const group = base.create_group(layer.name);
    const place = inside && specs.length > 0 ? group.create_group(layer.name) : group;
    for (const spec of specs) {
      const { shape, data } = keras(spec.name);
      place.create_dataset({ name: ({ ...others, ...first } as Record<string, string>)[spec.name]!, data, shape });
    }
  }
  root.close();
  return file;
}

describe('reads what Keras wrote', () => {
  it.each([
    ['recent names', () => recent],
    ['early names', () => write('early.h5', spellings.early)],
    ['a whole model', () => write('model.h5', spellings.recent, { inside: true, top: 'model_weights' })],
  ])('%s', async (_, file) => {
    expect(await readKerasWeights(file(), network)).toEqual(weights);
  });

  it('and passes over layers that the network does not have', async () => {
    const convolutions = { ...network, layers: network.layers.slice(0, 3) };
    expect([...(await readKerasWeights(recent, convolutions)).keys()]).toEqual(['block1_conv1.weight', 'block1_conv1.bias']);
  });
});

describe('says in one sentence what is wrong', () => {
  const refused = async (file: string, of: Network, message: RegExp): Promise<void> => {
    await expect(readKerasWeights(file, of)).rejects.toThrow(Problem);
    await expect(readKerasWeights(file, of)).rejects.toThrow(message);
  };

  it('with a missing file', () => refused(path.join(folder, 'none.h5'), network, /none\.h5 does not exist/));

  it('with a file that is no HDF5', async () => {
    const file = path.join(folder, 'text.h5');
    await writeFile(file, '<html>Not found</html>');
    await refused(file, network, /text\.h5 is no whole HDF5 file/);
  });

  it('with a file cut anywhere', async () => {
    const whole = await readFile(recent);
    const file = path.join(folder, 'cut.h5');
    for (const part of [0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99]) {
      await writeFile(file, whole.subarray(0, Math.floor(part * whole.length)));
      await refused(file, network, /cut\.h5 is no whole HDF5 file/);
    }
  });

  it('with another network', async () => {
    const [first, ...rest] = network.layers;
    await refused(recent, { ...network, layers: [{ ...first!, name: 'other' }, ...rest] }, /holds no kernel of layer “other”/);
    await refused(recent, { ...network, layers: [{ name: 'block1_conv1', kind: 'conv2d', filters: 4, kernel: 5, stride: 1 }, ...rest] },
      /holds a kernel of 3 × 3 × 3 × 4 for layer “block1_conv1”, which does not fit the network's 4 × 3 × 5 × 5/);
  });
});
