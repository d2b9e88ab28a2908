import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openImageModel, type ImageModelPlan } from '../../../../pipeline/network/onnx/image-model.ts';
import type { Provider } from '../../../../pipeline/network/onnx/session.ts';
import type { Network } from '../../../../pipeline/network/spec.ts';
import { initialise } from '../../../../pipeline/network/initialise.ts';
import { outputOf } from '../../../../pipeline/network/shapes.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { exportOnnx } from '../../../support/export-onnx.ts';
import { cast, constant, kept, means, node, onnxFile } from './onnx-file.support.ts';
import { networkOutputs, relativeError } from '../outputs.support.ts';

const mean = [0.5, 0.4, 0.3] as const;
const std = [0.2, 0.25, 0.5] as const;
const network: Network = {
  input: [3, 4, 6],
  layers: [{ name: 'convolution', kind: 'conv2d', filters: 5, kernel: 3, stride: 1 }, { name: 'mean', kind: 'global-average-pool' }],
};
const weights = initialise(network, 1, { kind: 'he' });
const input = { width: 6, height: 4, mean, std, layout: 'nchw' } as const;
const planOf = (change: Partial<ImageModelPlan> = {}, batch = 2): ImageModelPlan => ({ model: exportOnnx(network, weights, batch), file: 'own.onnx', input, ...change });

const pictures = Uint8Array.from({ length: 3 * 72 }, (_, index) => (index * 37) % 256);
const centred = Float32Array.from(pictures, (value, index) => {
  const channel = Math.floor(index / 24) % 3;
  return (value / 255 - mean[channel]!) / std[channel]!;
});

describe('openImageModel', () => {
  it.each([1, 2, 3, 5])('describes three pictures with a model that wants %i at once', async (batch) => {
    const model = await openImageModel(planOf({}, batch), {});
    const found = await model.run(pictures);
    expect(relativeError(found, await networkOutputs(network, weights, centred))).toBeLessThan(1e-5);
    await model.close();
  });

  it('puts channels last where the model wants them there', async () => {
    const last: Network = { input: [4, 6, 3], layers: [{ name: 'all', kind: 'flatten' }] };
    const model = await openImageModel(planOf({ model: exportOnnx(last, new Map(), 1), input: { ...input, layout: 'nhwc' } }), {});
    const found = await model.run(pictures.subarray(0, 72));
    expect(found[0]).toBeCloseTo(centred[0]!, 5);
    expect(found[1]).toBeCloseTo(centred[24]!, 5);
    expect(found[3]).toBeCloseTo(centred[1]!, 5);
    await model.close();
  });

  it('refuses a file that is no model', async () => {
    await expect(openImageModel(planOf({ model: new TextEncoder().encode('no model') }), {})).rejects.toThrow(/^own\.onnx cannot be opened as an ONNX model \(.*\); export it again\.$/);
  });

  it('refuses pictures of another size, with the sizes', async () => {
    await expect(openImageModel(planOf({ input: { ...input, width: 8 } }), {})).rejects.toThrow(/own\.onnx wants pictures as 3 × 4 × 6 where its settings say 3 × 4 × 8/);
  });

  describe('an output with a row for each part of a picture', () => {
    // Three rows, one a channel, of 24 numbers each.
    const parts: Network = { input: [3, 4, 6], layers: [{ name: 'all', kind: 'flatten' }, { name: 'parts', kind: 'reshape', shape: [3, 24] }] };
    const plan = (change: Partial<ImageModelPlan> = {}): ImageModelPlan => planOf({ model: exportOnnx(parts, new Map(), 1), ...change });
    const rowOf = (picture: number, row: number): number[] => [...centred.subarray(72 * picture + 24 * row, 72 * picture + 24 * (row + 1))];

    it.each([
      ['first', (picture: number) => rowOf(picture, 0)],
      ['average', (picture: number) => rowOf(picture, 0).map((value, column) => (value + rowOf(picture, 1)[column]! + rowOf(picture, 2)[column]!) / 3)],
    ] as const)('is told which to take: %s', async (tokens, wanted) => {
      const model = await openImageModel(plan({ tokens }), {});
      const found = await model.run(pictures);
      expect(found).toHaveLength(3 * 24);
      expect(relativeError(found, Float32Array.from([0, 1, 2].flatMap(wanted)))).toBeLessThan(1e-5);
      await model.close();
    });

    it('is refused where nothing is said, with what to say, as is saying it of a vector', async () => {
      const silent = await openImageModel(plan(), {});
      await expect(silent.run(pictures)).rejects.toThrow(/is 1 × 3 × 24 float32, a row for each part of a picture; write “tokens: first”/);
      await silent.close();
      const vector = await openImageModel(planOf({ tokens: 'first' }), {});
      await expect(vector.run(pictures)).rejects.toThrow(/is 2 × 5 float32, which is no row for each part of a picture; take “tokens” out/);
      await vector.close();
    });
  });

  it('refuses an output that is not there, or no vector', async () => {
    const elsewhere = await openImageModel(planOf({ output: 'elsewhere' }), {});
    await expect(elsewhere.run(pictures)).rejects.toThrow(/own\.onnx has no output “elsewhere”; name one of outputs/);
    await elsewhere.close();
    const maps: Network = { ...network, layers: network.layers.slice(0, 1) };
    expect(outputOf(maps)).toEqual([5, 4, 6]);
    const model = await openImageModel(planOf({ model: exportOnnx(maps, weights, 1) }), {});
    await expect(model.run(pictures)).rejects.toThrow(/“outputs” of own\.onnx is 1 × 5 × 4 × 6 float32 where one row/);
    await model.close();
  });

  describe('a model that others exported', () => {
    const raw = { ...input, mean: [0, 0, 0], std: [1, 1, 1] } as const;
    /** The mean of each channel of each picture, values 0–1. */
    const channelMeans = Float32Array.from({ length: 9 }, (_, row) => pictures.subarray(24 * row, 24 * (row + 1)).reduce((sum, value) => sum + value, 0) / 24 / 255);
    const described = async (model: ImageModelPlan['model'], more: Partial<ImageModelPlan> = {}, provider: Provider = 'cpu'): Promise<Float32Array> => {
      const opened = await openImageModel({ model, file: 'own.onnx', input: raw, ...more }, { provider });
      return opened.run(pictures).finally(() => opened.close());
    };

    it.each(['cpu', 'wasm'] as const)('may want and give halves, on %s', async (provider) => {
      const model = onnxFile({ input: { type: 'float16' }, nodes: [cast('x', 'f', 'float32'), ...means('f', 'm'), cast('m', 'y', 'float16')], output: 'float16' });
      const found = await described(model, { input: { ...raw, mean: [0.5, 0.5, 0.5] } }, provider);
      expect(relativeError(found, channelMeans.map((value) => value - 0.5))).toBeLessThan(2e-3);
    });

    it('may want bytes, which it gets as they are, with channels first or last', async () => {
      const bytes = onnxFile({ input: { type: 'uint8' }, nodes: [cast('x', 'f', 'float64'), node('Flatten', ['f'], 'y')], output: 'float64' });
      expect(await described(bytes)).toEqual(Float32Array.from(pictures));
      const last = onnxFile({ input: { type: 'uint8', shape: ['N', 4, 6, 3] }, nodes: [cast('x', 'f', 'float32'), node('Flatten', ['f'], 'y')] });
      expect([...(await described(last, { input: { ...raw, layout: 'nhwc' } })).subarray(0, 4)]).toEqual([0, 24, 48, 1].map((at) => pictures[at]));
      await expect(described(bytes, { input })).rejects.toThrow(/^own\.onnx wants “x” as uint8, bytes of 0–255 as they are; take “mean” and “std” out of its “input”\.$/);
    });

    it.each([
      ['int64', ['N', 3, 4, 6], /wants “x” as int64 of 4 axes where pictures have 4 axes of float32, float16 or uint8; export it with such an input\.$/],
      ['float32', ['N', 72], /wants “x” as float32 of 2 axes where/],
    ] as const)('is told what is wanted where it takes %s as %j', async (type, shape, sentence) => {
      await expect(described(onnxFile({ input: { type, shape: [...shape] }, nodes: [cast('x', 'f', 'float32'), node('Flatten', ['f'], 'y')] }))).rejects.toThrow(sentence);
    });

    it.each([['fails with several', [1n, 72n]], ['puts several into one row', [1n, -1n]]])('gets one picture at a time where it %s', async (_, shape) => {
      const model = onnxFile({ nodes: [node('Reshape', ['x', 'shape'], 'y')], constants: [constant('shape', [2], BigInt64Array.from(shape))] });
      const opened = await openImageModel({ model, file: 'own.onnx', input: raw }, {});
      for (const count of [1, 3, 2]) {
        const found = await opened.run(pictures.subarray(0, 72 * count));
        expect(relativeError(found, Float32Array.from(pictures.subarray(0, 72 * count), (value) => value / 255))).toBeLessThan(1e-5);
      }
      await opened.close();
    });

    it.each(['cpu', 'wasm'] as const)('may keep its weights in a file beside it, on %s', async (provider) => {
      const folder = await temporaryFolder();
      const file = path.join(folder, 'own.onnx');
      await writeFile(file, onnxFile({ nodes: [...means('x', 'm'), node('Add', ['m', 'w'], 'y')], constants: [kept('w', 3, 'own.onnx.data')] }));
      await writeFile(path.join(folder, 'own.onnx.data'), new Uint8Array(Float32Array.of(1, 2, 3).buffer));
      expect(relativeError(await described(file, {}, provider), channelMeans.map((value, index) => value + 1 + (index % 3)))).toBeLessThan(1e-5);
    });
  });
});
