import { expect, it } from 'vitest';
import type { Engine } from '../../../../pipeline/network/engine/engine.ts';
import { batch, digest, EXPECTED, network, selfCheck, startingWeights } from '../../../../pipeline/network/engine/self-check.ts';
import { onnxEngine } from '../../../../pipeline/network/onnx/engine.ts';
import { sizeOf } from '../../../../pipeline/network/shapes.ts';
import type { Weights } from '../../../../pipeline/network/weights.ts';
import { referenceForward, type Numbers } from '../reference/layers.ts';

it('knows the loss and the gradients that finite differences in double precision give', () => {
  const weights: Numbers = Object.fromEntries([...startingWeights()].map(([name, { data }]) => [name, Float64Array.from(data)]));
  const inputs = Float64Array.from(batch().inputs);
  const size = sizeOf(network.input);
  const loss = (): number => {
    let sum = 0;
    for (let from = 0; from < inputs.length; from += size) {
      const example = inputs.subarray(from, from + size);
      referenceForward(network, example, weights).forEach((value, at) => { sum += (value - example[at]!) ** 2; });
    }
    return sum / inputs.length;
  };
  const found: Record<string, number> = { loss: loss() };
  for (const [name, values] of Object.entries(weights)) {
    found[name] = digest(name, values.map((value, at) => {
      values[at] = value + 1e-5;
      const above = loss();
      values[at] = value - 1e-5;
      const below = loss();
      values[at] = value;
      return (above - below) / 2e-5;
    }));
  }
  expect(Object.keys(EXPECTED)).toEqual(Object.keys(found));
  for (const [name, value] of Object.entries(found)) expect(EXPECTED[name], name).toBeCloseTo(value, 4);
});

it.each(['cpu', 'wasm'] as const)('finds nothing wrong with %s', async (provider) => {
  expect(await selfCheck(onnxEngine(provider))).toBe(null);
});

it('says which gradient an engine gets wrong', async () => {
  const right = onnxEngine('cpu');
  const wrong: Engine = {
    ...right,
    openTraining: async (options) => {
      const step = await right.openTraining(options);
      const weights = (): Weights => new Map([...step.weights()].map(([name, { shape, data }]) => [name, { shape, data: data.map((value, at) => name === 'code.bias' && at === 2 ? value + 0.01 : value) }]));
      return { run: (...given) => step.run(...given), weights, state: () => step.state(), close: () => step.close() };
    },
  };
  expect(await selfCheck(wrong)).toMatch(/^a small training step gave -?[\d.]+ instead of -?[\d.]+ for the gradient of “code.bias”$/);
});

it('counts what is no number as wrong', async () => {
  const right = onnxEngine('cpu');
  const wrong: Engine = {
    ...right,
    openTraining: async (options) => {
      const step = await right.openTraining(options);
      return { run: async () => NaN, weights: () => step.weights(), state: () => step.state(), close: () => step.close() };
    },
  };
  expect(await selfCheck(wrong)).toMatch(/gave NaN instead of .* for the loss/);
});
