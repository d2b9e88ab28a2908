import onnxProto from 'onnx-proto';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../pipeline/ground/random.ts';
import { initialise } from '../../../../pipeline/network/initialise.ts';
import { outputOf, sizeOf, splitAfter, weightsOf } from '../../../../pipeline/network/shapes.ts';
import type { Network } from '../../../../pipeline/network/spec.ts';
import { readWeights, writeWeights } from '../../../../pipeline/network/weights.ts';
import { exportOnnx } from '../../../support/export-onnx.ts';
import { networkOutputs, relativeError } from '../outputs.support.ts';

const network: Network = {
  input: [3, 6, 8],
  layers: [
    { name: 'in', kind: 'conv2d', filters: 4, kernel: 3, stride: 2 }, { name: 'norm', kind: 'batch-norm' }, { name: 'bend', kind: 'relu6' }, { name: 'pool', kind: 'average-pool', size: 2 },
    { name: 'flat', kind: 'flatten' }, { name: 'code', kind: 'dense', units: 5 }, { name: 'drop', kind: 'dropout', rate: 0.5 },
    { name: 'wide', kind: 'dense', units: 48 }, { name: 'square', kind: 'reshape', shape: [4, 3, 4] },
    { name: 'out', kind: 'conv2d-transpose', filters: 3, kernel: 4, stride: 2 }, { name: 'end', kind: 'sigmoid' },
  ],
};
const weights = initialise(network, 3, { kind: 'he' });
const { before, after } = splitAfter(network, 'code');

/** Outputs of two examples by the file alone. */
async function byFile(file: Uint8Array, part: Network, examples: Float32Array): Promise<Float32Array> {
  const session = await InferenceSession.create(file);
  const { outputs } = await session.run({ inputs: new Tensor('float32', examples, [2, ...part.input]) });
  await session.release();
  return outputs!.data as Float32Array;
}

describe.each([['the whole network', network], ['its encoder', before], ['its decoder', after]])('%s', (title, part) => {
  const random = seeded(1, title);
  const examples = Float32Array.from({ length: 2 * sizeOf(part.input) }, () => random.uniform());

  it('runs from its file', async () => {
    const found = await byFile(exportOnnx(part, weights, 2), part, examples);
    expect(found.length).toBe(2 * sizeOf(outputOf(part)));
    expect(relativeError(found, await networkOutputs(part, weights, examples))).toBeLessThan(1e-6);
  });

  it('is hardly another one in half precision', async () => {
    const own = new Map(weightsOf(part).map(({ name }) => [name, weights.get(name)!]));
    const half = readWeights(writeWeights(own, 'F16'), 'a file');
    expect([...half.keys()]).toEqual([...own.keys()]);
    expect(relativeError(await networkOutputs(part, half, examples), await networkOutputs(part, weights, examples))).toBeLessThan(3e-3);
  });
});

it('holds only what the ONNX standard has, and only the weights of its part', () => {
  const { graph, opsetImport } = onnxProto.onnx.ModelProto.decode(exportOnnx(before, weights));
  expect(opsetImport!.map(({ domain, version }) => [domain, Number(version)])).toEqual([['', 17]]);
  expect(graph!.input!.map(({ name }) => name)).toEqual(['inputs']);
  expect(graph!.initializer!.map(({ name }) => name).filter((name) => weights.has(name!))).toEqual(weightsOf(before).map(({ name }) => name));
});
