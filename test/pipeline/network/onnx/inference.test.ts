import { expect, it } from 'vitest';
import { Problem } from '../../../../pipeline/ground/problem.ts';
import { seeded } from '../../../../pipeline/ground/random.ts';
import type { Dataset } from '../../../../pipeline/network/dataset.ts';
import { evaluate, outputsOf } from '../../../../pipeline/network/evaluate.ts';
import { initialise } from '../../../../pipeline/network/initialise.ts';
import { onnxEngine } from '../../../../pipeline/network/onnx/engine.ts';
import type { Provider } from '../../../../pipeline/network/onnx/session.ts';
import type { Network } from '../../../../pipeline/network/spec.ts';
import { referenceForward, type Numbers } from '../reference/layers.ts';

const autoencoder: Network = {
  input: [3, 4, 6],
  layers: [
    { name: 'in', kind: 'conv2d', filters: 4, kernel: 3, stride: 2 },
    { name: 'bend', kind: 'leaky-relu', slope: 0.1 },
    { name: 'out', kind: 'conv2d-transpose', filters: 3, kernel: 4, stride: 2 },
  ],
};
const classifier: Network = { input: [4], layers: [{ name: 'score', kind: 'dense', units: 3 }, { name: 'share', kind: 'softmax' }] };
const doubles = (weights: ReturnType<typeof initialise>): Numbers => Object.fromEntries([...weights].map(([name, { data }]) => [name, Float64Array.from(data)]));
const random = seeded(5, 'inference');

it.each(['cpu', 'wasm'] satisfies Provider[])('computes outputs and losses of any number of pictures on %s, the last batch part empty', async (provider) => {
  const weights = initialise(autoencoder, 3, { kind: 'narrow' });
  const dataset: Dataset = { count: 5, shape: [3, 4, 6], inputs: Uint8Array.from({ length: 5 * 72 }, () => random.below(256)) };
  const inference = await onnxEngine(provider).openInference({ network: autoencoder, batch: 2, inputs: 'bytes', targets: 'inputs', loss: { kind: 'mean-squared-error' } });
  inference.use(weights);
  const outputs = await outputsOf(inference, dataset, 2);
  const { loss, accuracy } = await evaluate(inference, dataset, 2);
  await inference.close();
  expect(outputs).toMatchObject({ rows: 5, columns: 72 });
  let expected = 0;
  for (let at = 0; at < 5; at += 1) {
    const example = Float64Array.from(dataset.inputs.subarray(at * 72, (at + 1) * 72), (value) => value / 255);
    referenceForward(autoencoder, example, doubles(weights)).forEach((value, index) => {
      expect(outputs.data[at * 72 + index]).toBeCloseTo(value, 5);
      expected += (value - example[index]!) ** 2 / 360;
    });
  }
  expect(loss).toBeCloseTo(expected, 6);
  expect(accuracy).toBe(null);
});

it('tells the share of examples whose class is told rightly', async () => {
  const weights = initialise(classifier, 1, { kind: 'gaussian', deviation: 1 });
  const inputs = Float32Array.from({ length: 4 * 11 }, () => random.normal());
  const shares = Array.from({ length: 11 }, (_, at) => [...referenceForward(classifier, Float64Array.from(inputs.subarray(4 * at, 4 * at + 4)), doubles(weights))]);
  const best = shares.map((row) => row.indexOf(Math.max(...row)));
  // Wrong about the first four of eleven.
  const targets = Uint32Array.from(best, (label, at) => at < 4 ? (label + 1) % 3 : label);
  const inference = await onnxEngine('cpu').openInference({ network: classifier, batch: 4, inputs: 'values', targets: 'classes', loss: { kind: 'categorical-cross-entropy' } });
  inference.use(weights);
  const { loss, accuracy } = await evaluate(inference, { count: 11, shape: [4], inputs, targets }, 4);
  await inference.close();
  expect(accuracy).toBeCloseTo(7 / 11, 12);
  expect(loss).toBeCloseTo(-shares.reduce((sum, row, at) => sum + Math.log(row[targets[at]!]!), 0) / 11, 5);
});

it('gives what a network without a loss puts out of no examples: nothing', async () => {
  const inference = await onnxEngine('cpu').openInference({ network: classifier, batch: 4, inputs: 'values', targets: 'inputs' });
  expect(await outputsOf(inference, { count: 0, shape: [4], inputs: new Float32Array() }, 4)).toMatchObject({ rows: 0 });
  await expect(evaluate(inference, { count: 1, shape: [4], inputs: new Float32Array(4) }, 4)).rejects.toThrow();
  await inference.close();
});

it('refuses the weights of another network', async () => {
  const inference = await onnxEngine('cpu').openInference({ network: classifier, batch: 4, inputs: 'values', targets: 'inputs' });
  expect(() => inference.use(initialise(autoencoder, 1))).toThrow(Problem);
  await inference.close();
});
