/** The real models, where they are on hand: `GALLERY_DATA` names the folder that holds them. */
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '../../../../pipeline/ground/random.ts';
import { readTensorFlowModel } from '../../../../pipeline/network/import/tensorflow-layers.ts';
import { sizeOf } from '../../../../pipeline/network/shapes.ts';
import { networkOutputs, relativeError } from '../outputs.support.ts';

const data = process.env['GALLERY_DATA'];
const models = ['vgg19', 'mobilenet-v1-0.75'];
const missing = data ? models.filter((name) => !existsSync(path.join(data, name, 'model.json'))) : models;

beforeAll(async () => {
  const require = createRequire(import.meta.url);
  setWasmPaths(`${path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}${path.sep}`);
  await tf.setBackend('wasm');
});

describe.each(models)('%s', (name) => {
  it.skipIf(missing.includes(name))(missing.includes(name) ? 'is not on hand: set GALLERY_DATA' : 'gives the outputs of TensorFlow.js', async () => {
    const folder = path.join(data!, name);
    const { network, weights } = await readTensorFlowModel(path.join(folder, 'model.json'));
    const random = seeded(1, name);
    const scale = name === 'vgg19' ? 128 : 1;
    const picture = Float32Array.from({ length: sizeOf(network.input) }, () => scale * (2 * random.uniform() - 1));
    const model = await loaded(folder);
    const [channels, height, width] = network.input as [number, number, number];
    const output = model.predict(tf.transpose(tf.tensor4d(picture, [1, channels, height, width]), [0, 2, 3, 1])) as tf.Tensor;
    const expected = Float32Array.from((output.rank === 4 ? tf.transpose(output, [0, 3, 1, 2]) : output).dataSync());
    expect(relativeError(await networkOutputs(network, weights, picture), expected)).toBeLessThan(1e-4);
  });
});

/** The model as TensorFlow.js itself reads it. */
async function loaded(folder: string): Promise<tf.LayersModel> {
  const { modelTopology, weightsManifest } = JSON.parse(await readFile(path.join(folder, 'model.json'), 'utf8')) as tf.io.ModelJSON;
  const shards = await Promise.all(weightsManifest.flatMap(({ paths }) => paths).map((shard) => readFile(path.join(folder, shard))));
  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
  return tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData: Uint8Array.from(Buffer.concat(shards)).buffer }));
}
