import { expect, it } from 'vitest';
import { seeded } from '../../../../pipeline/ground/random.ts';
import { initialise } from '../../../../pipeline/network/initialise.ts';
import { trainingGraph } from '../../../../pipeline/network/onnx/training-graph.ts';
import { OnnxTrainingStep } from '../../../../pipeline/network/onnx/training-step.ts';
import { sizeOf, weightsOf } from '../../../../pipeline/network/shapes.ts';
import type { Network } from '../../../../pipeline/network/spec.ts';
import { referenceForward, type Numbers } from '../reference/layers.ts';

const network: Network = {
  input: [3, 4, 6],
  layers: [
    { name: 'centre', kind: 'affine', scale: 2, offset: -1 },
    { name: 'in', kind: 'conv2d', filters: 4, kernel: 3, stride: 2 },
    { name: 'bend', kind: 'leaky-relu', slope: 0.1 },
    { name: 'flat', kind: 'flatten' },
    { name: 'code', kind: 'dense', units: 5 },
    { name: 'wide', kind: 'dense', units: 24 },
    { name: 'square', kind: 'reshape', shape: [4, 2, 3] },
    { name: 'out', kind: 'conv2d-transpose', filters: 3, kernel: 4, stride: 2 },
  ],
};
const BATCH = 3;
const SIZE = sizeOf(network.input);
const random = seeded(5, 'training step');
const pictures = Uint8Array.from({ length: BATCH * SIZE }, () => random.below(256));

/** Mean squared error per value over the batch, in double precision. */
function referenceLoss(weights: Numbers): number {
  const values = Float64Array.from(pictures, (value) => value / 255);
  let sum = 0;
  for (let at = 0; at < BATCH; at += 1) {
    const example = values.subarray(at * SIZE, (at + 1) * SIZE);
    referenceForward(network, example, weights).forEach((value, index) => { sum += (value - example[index]!) ** 2; });
  }
  return sum / (BATCH * SIZE);
}

function referenceGradients(weights: Numbers): Numbers {
  return Object.fromEntries(Object.entries(weights).map(([name, values]) => [name, values.map((value, index) => {
    values[index] = value + 1e-5;
    const above = referenceLoss(weights);
    values[index] = value - 1e-5;
    const below = referenceLoss(weights);
    values[index] = value;
    return (above - below) / 2e-5;
  })]));
}

it('takes the steps that Adam as published takes', async () => {
  const first = initialise(network, 3, { kind: 'narrow' });
  const weights: Numbers = Object.fromEntries([...first].map(([name, { data }]) => [name, Float64Array.from(data)]));
  const zeros = (): Numbers => Object.fromEntries(weightsOf(network).map(({ name, shape }) => [name, new Float64Array(sizeOf(shape))]));
  const [m, v] = [zeros(), zeros()];
  const step = await OnnxTrainingStep.open({
    network, batch: BATCH, loss: { kind: 'mean-squared-error' }, optimiser: { kind: 'adam' }, inputs: 'bytes', targets: 'inputs', seed: 1, start: { weights: first },
  });
  for (let time = 1; time <= 4; time += 1) {
    const rate = 0.01 * time;
    // Four places: the steps that float32 takes the other way, see below, add up from one step to the next.
    expect(await step.run({ inputs: pictures }, rate)).toBeCloseTo(referenceLoss(weights), 4);
    for (const [name, gradient] of Object.entries(referenceGradients(weights))) {
      gradient.forEach((g, index) => {
        m[name]![index] = 0.9 * m[name]![index]! + 0.1 * g;
        v[name]![index] = 0.999 * v[name]![index]! + 0.001 * g * g;
        const spread = Math.sqrt(v[name]![index]! / (1 - 0.999 ** time)) + 1e-8;
        weights[name]![index]! -= rate * m[name]![index]! / (1 - 0.9 ** time) / spread;
      });
    }
    for (const [name, { data }] of step.weights()) {
      // On average: Adam takes a full step even where a gradient is all but 0 and float32 can hardly tell its sign.
      const apart = data.reduce((sum, value, index) => sum + Math.abs(value - weights[name]![index]!), 0) / data.length;
      expect(apart, name).toBeLessThan(1e-2 * rate);
    }
  }
  await step.close();
});

it('draws the same bytes each time', () => {
  const draw = (): Uint8Array => trainingGraph({ network, batch: 2, loss: { kind: 'mean-squared-error' }, optimiser: { kind: 'adam' }, inputs: 'bytes', targets: 'inputs' });
  expect(Buffer.from(draw()).equals(Buffer.from(draw()))).toBe(true);
});
