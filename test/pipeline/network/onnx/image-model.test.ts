import { describe, expect, it } from 'vitest';
import { exportOnnx } from '../../../../pipeline/network/onnx/export.ts';
import { openImageModel, type ImageModelPlan } from '../../../../pipeline/network/onnx/image-model.ts';
import type { Network } from '../../../../pipeline/network/spec.ts';
import { initialise } from '../../../../pipeline/network/initialise.ts';
import { outputOf } from '../../../../pipeline/network/shapes.ts';
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
});
