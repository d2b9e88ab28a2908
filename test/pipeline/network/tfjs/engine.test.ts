/** The engine's code on TensorFlow.js's own processor backend, compared with the default engine, whose gradients are checked against differences. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../../../pipeline/ground/problem.ts';
import { seeded } from '../../../../pipeline/ground/random.ts';
import type { Batch, Opened, TrainingOptions, TrainingStep } from '../../../../pipeline/network/engine/engine.ts';
import { selfCheck } from '../../../../pipeline/network/engine/self-check.ts';
import type { Loss, Optimiser } from '../../../../pipeline/network/objective.ts';
import { OnnxTrainingStep } from '../../../../pipeline/network/onnx/training-step.ts';
import { outputOf, sizeOf, weightsOf } from '../../../../pipeline/network/shapes.ts';
import type { Layer, LayerKind, Network, Shape } from '../../../../pipeline/network/spec.ts';
import { tensorFlowEngine } from '../../../../pipeline/network/tfjs/engine.ts';
import { readWeights, writeWeights, type Weights } from '../../../../pipeline/network/weights.ts';
import { networkOutputs, relativeError } from '../outputs.support.ts';

const engine = tensorFlowEngine({ tf, version: 'TensorFlow.js in a test' });
beforeAll(() => tf.setBackend('cpu'));

const conv = (name: string, filters: number, more: Partial<Extract<Layer, { kind: 'conv2d' }>> = {}): Layer => ({ name, kind: 'conv2d', filters, kernel: 3, stride: 1, ...more });

/** Together they hold every kind of layer, with odd and even sizes, both paddings, and strides that pictures do and do not fill. */
const networks: Record<string, Network> = {
  'both ways': {
    input: [3, 6, 8],
    layers: [
      { name: 'centre', kind: 'affine', scale: [2, 1.5, 3], offset: [-1, 0, 0.5] }, conv('in', 4, { stride: 2 }), { name: 'leaky', kind: 'leaky-relu', slope: 0.1 },
      { name: 'flat', kind: 'flatten' }, { name: 'code', kind: 'dense', units: 5 }, { name: 'bend', kind: 'tanh' }, { name: 'wide', kind: 'dense', units: 48, bias: false },
      { name: 'square', kind: 'reshape', shape: [4, 3, 4] }, { name: 'up', kind: 'upsample', factor: 2 },
      { name: 'out', kind: 'conv2d-transpose', filters: 3, kernel: 3, stride: 1 }, { name: 'end', kind: 'sigmoid' },
    ],
  },
  'pools': {
    input: [2, 9, 7],
    layers: [
      { name: 'pad', kind: 'pad', top: 0, bottom: 1, left: 2, right: 0 }, conv('in', 4, { padding: 'valid', stride: 2, bias: false }), { name: 'norm', kind: 'batch-norm', momentum: 0.9 },
      { name: 'six', kind: 'relu6' }, { name: 'deep', kind: 'depthwise-conv2d', kernel: 3, stride: 1 }, { name: 'largest', kind: 'max-pool', size: 3, stride: 2 },
      { name: 'mean', kind: 'average-pool', size: 2, stride: 1 }, conv('again', 5), { name: 'relu', kind: 'relu' }, { name: 'global', kind: 'global-average-pool' },
      { name: 'drop', kind: 'dropout', rate: 0.3 }, { name: 'classes', kind: 'dense', units: 4 }, { name: 'end', kind: 'softmax' },
    ],
  },
  'blocks': {
    input: [2, 6, 10],
    layers: [
      { name: 'fold', kind: 'space-to-depth', block: 2 }, conv('in', 8), { name: 'drop', kind: 'dropout', rate: 0.5 }, { name: 'unfold', kind: 'depth-to-space', block: 2 },
      { name: 'half', kind: 'max-pool', size: 2 }, { name: 'mean', kind: 'average-pool', size: 3, stride: 2, padding: 'valid' },
      { name: 'up', kind: 'conv2d-transpose', filters: 2, kernel: 3, stride: 2, padding: 'valid' }, { name: 'turned', kind: 'reshape', shape: [15, 2] },
      { name: 'line', kind: 'reshape', shape: [30] }, { name: 'norm', kind: 'batch-norm' }, { name: 'wide', kind: 'dense', units: 48 }, { name: 'end', kind: 'sigmoid' },
    ],
  },
};
const cases = Object.entries(networks);

it('covers every kind of layer', () => {
  const kinds: Record<LayerKind, true> = {
    conv2d: true, 'depthwise-conv2d': true, 'conv2d-transpose': true, dense: true, 'max-pool': true, 'average-pool': true, 'global-average-pool': true, 'batch-norm': true,
    dropout: true, pad: true, upsample: true, 'depth-to-space': true, 'space-to-depth': true, flatten: true, reshape: true, affine: true, relu: true, relu6: true,
    'leaky-relu': true, sigmoid: true, tanh: true, softmax: true,
  };
  expect(new Set(cases.flatMap(([, { layers }]) => layers.map(({ kind }) => kind)))).toEqual(new Set(Object.keys(kinds)));
});

const drawn = (title: string, length: number, draw = (random: ReturnType<typeof seeded>) => random.uniform()): Float32Array => {
  const random = seeded(2, title);
  return Float32Array.from({ length }, () => draw(random));
};

/** All tensors by chance: running statistics too. */
function scattered(network: Network): Weights {
  return new Map(weightsOf(network).map(({ name, shape, role }) => {
    const positive = role === 'running-variance' || role === 'scale';
    return [name, { shape, data: drawn(name, sizeOf(shape), (random) => positive ? 0.5 + random.uniform() : random.normal() / 2) }];
  }));
}

const largestDifference = (found: Weights, expected: Weights): number => {
  expect([...found.keys()]).toEqual([...expected.keys()]);
  return Math.max(...[...expected].map(([name, { data, shape }]) => {
    expect(found.get(name)!.shape).toEqual(shape);
    return Math.max(...data.map((value, index) => Math.abs(value - found.get(name)!.data[index]!)));
  }));
};

describe.each(cases)('the network “%s”', (title, network) => {
  const opened: Opened = { network, batch: 3, inputs: 'values', targets: 'values' };
  const batch = (count = 3): Batch => ({ inputs: drawn(title, count * sizeOf(network.input)), targets: drawn(`${title} targets`, count * sizeOf(outputOf(network))) });

  it('puts out the same in both engines', async () => {
    const inference = await engine.openInference(opened);
    inference.use(scattered(network));
    const { outputs } = await inference.run(batch());
    expect(relativeError(outputs, await networkOutputs(network, scattered(network), batch().inputs as Float32Array))).toBeLessThan(1e-5);
    await inference.close();
  });

  it('takes the same steps in both engines, and gives weights that are good for both', async () => {
    const options: TrainingOptions = {
      ...opened, loss: { kind: 'mean-squared-error' }, optimiser: { kind: 'sgd', momentum: 0.5 }, seed: 4, start: { weights: scattered(network) },
    };
    const [here, there] = await steps(options, [batch(3), batch(2), batch(1), batch(3)]);
    expect(largestDifference(here.weights(), there.weights())).toBeLessThan(1e-4);
    const file = readWeights(writeWeights(here.weights()), 'a file');
    const inference = await engine.openInference(opened);
    inference.use(file);
    const { outputs } = await inference.run(batch());
    expect(relativeError(outputs, await networkOutputs(network, file, batch().inputs as Float32Array))).toBeLessThan(1e-4);
    await Promise.all([inference, here, there].map((each) => each.close()));
  });
});

/** The same steps in both engines; their losses agree. */
async function steps(options: TrainingOptions, batches: readonly Batch[]): Promise<[TrainingStep, TrainingStep]> {
  const here = await engine.openTraining(options);
  const there = await OnnxTrainingStep.open(options);
  for (const batch of batches) {
    const loss = await there.run(batch, 0.05);
    expect(Math.abs(await here.run(batch, 0.05) - loss)).toBeLessThan(1e-4 * Math.max(1, Math.abs(loss)));
  }
  return [here, there];
}

const small: Network = {
  input: [1, 4, 4],
  layers: [
    conv('in', 3, { stride: 2 }), { name: 'flat', kind: 'flatten' }, { name: 'hidden', kind: 'sigmoid' }, { name: 'wide', kind: 'dense', units: 16 }, { name: 'end', kind: 'sigmoid' },
  ],
};
const classifier: Network = { input: [1, 4, 4], layers: [{ name: 'flat', kind: 'flatten' }, { name: 'classes', kind: 'dense', units: 5 }, { name: 'end', kind: 'softmax' }] };
const shapeOf = (network: Network): Shape => outputOf(network);

describe('each loss, alone and with a mask', () => {
  const losses: [string, Network, Loss][] = [
    ['mean-squared-error', small, { kind: 'mean-squared-error' }],
    ['squared-error-per-image', small, { kind: 'squared-error-per-image' }],
    ['binary-cross-entropy', small, { kind: 'binary-cross-entropy' }],
    ['categorical-cross-entropy', classifier, { kind: 'categorical-cross-entropy' }],
    ['sparsity', small, { kind: 'squared-error-per-image', sparsity: { layer: 'hidden', target: 0.2, weight: 0.3 } }],
    ['weight decay', small, { kind: 'mean-squared-error', weightDecay: 0.1 }],
  ];
  it.each(losses.flatMap(([title, network, loss]) => [false, true].map((mask) => [`${title}${mask ? ', masked' : ''}`, network, { ...loss, mask }] as const)))('%s', async (title, network, loss) => {
    const count = 3 * sizeOf(shapeOf(network));
    const mask = drawn('mask', count, (random) => random.below(3) / 2);
    // Nothing of the last example counts.
    mask.fill(0, 2 * count / 3);
    const batch: Batch = { inputs: drawn('inputs', 48), targets: drawn(title, count), ...loss.mask && { mask } };
    const options: TrainingOptions = { network, batch: 3, inputs: 'values', targets: 'values', loss, optimiser: { kind: 'sgd' }, seed: 1, start: { weights: scattered(network) } };
    const [here, there] = await steps(options, [batch, batch]);
    expect(largestDifference(here.weights(), there.weights())).toBeLessThan(1e-5);
  });
});

it('brings back a unit that is on for every example', async () => {
  const weights = scattered(small);
  weights.get('in.bias')!.data.fill(15);
  const loss: Loss = { kind: 'squared-error-per-image', sparsity: { layer: 'hidden', target: 0.2, weight: 3 } };
  const options: TrainingOptions = { network: small, batch: 3, inputs: 'values', targets: 'inputs', loss, optimiser: { kind: 'sgd' }, seed: 1, start: { weights } };
  const [here, there] = await steps(options, [{ inputs: drawn('inputs', 48) }]);
  // So near to 1 a float has hardly a digit left for what is missing, so the engines agree on the size of the step only.
  const [moved, expected] = [here, there].map((step) => 15 - step.weights().get('in.bias')!.data[0]!);
  expect(expected).toBeGreaterThan(0.01);
  expect(moved! / expected!).toBeGreaterThan(0.5);
  expect(moved! / expected!).toBeLessThan(2);
});

describe('each optimiser', () => {
  const optimisers: Optimiser[] = [{ kind: 'sgd' }, { kind: 'sgd', momentum: 0.9 }, { kind: 'adam' }, { kind: 'adam', beta1: 0.5, beta2: 0.9, epsilon: 1e-3 }, { kind: 'adamw', decay: 0.3 }, { kind: 'adadelta', epsilon: 1e-3 }];
  it.each(optimisers.map((optimiser) => [JSON.stringify(optimiser), optimiser] as const))('%s', async (_, optimiser) => {
    const options: TrainingOptions = { network: small, batch: 4, inputs: 'bytes', targets: 'inputs', loss: { kind: 'mean-squared-error' }, optimiser, seed: 1, start: { weights: scattered(small) } };
    const inputs = Uint8Array.from(drawn('bytes', 64), (value) => 255 * value);
    const [here, there] = await steps(options, [{ inputs }, { inputs }, { inputs }]);
    expect(largestDifference(here.weights(), there.weights())).toBeLessThan(1e-4);

    const resumed = await engine.openTraining({ ...options, start: here.state() });
    await Promise.all([resumed, here].map((step) => step.run({ inputs }, 0.05)));
    expect(resumed.weights()).toEqual(here.weights());
  });
});

it('says how far each example is off', async () => {
  const opened: Opened = { network: small, batch: 2, inputs: 'values', targets: 'inputs' };
  const inference = await engine.openInference({ ...opened, loss: { kind: 'mean-squared-error' } });
  inference.use(scattered(small));
  const inputs = drawn('examples', 32);
  const { outputs, errors } = await inference.run({ inputs });
  const expected = [0, 1].map((at) => outputs.subarray(16 * at, 16 * at + 16).reduce((sum, value, index) => sum + (value - inputs[16 * at + index]!) ** 2, 0) / 16);
  expect(errors![0]).toBeCloseTo(expected[0]!, 5);
  expect(errors![1]).toBeCloseTo(expected[1]!, 5);
});

it('keeps no tensors from step to step, nor after its end', async () => {
  const before = tf.memory().numTensors;
  const step = await engine.openTraining({ network: small, batch: 4, inputs: 'values', targets: 'inputs', loss: { kind: 'mean-squared-error' }, optimiser: { kind: 'adam' }, seed: 1, start: { weights: scattered(small) } });
  const inputs = drawn('inputs', 64);
  await step.run({ inputs }, 0.1);
  const after = tf.memory().numTensors;
  await step.run({ inputs }, 0.1);
  expect(tf.memory().numTensors).toBe(after);
  await step.close();
  expect(tf.memory().numTensors).toBe(before);
});

it('passes the self-check', async () => {
  expect(await selfCheck(engine)).toBeNull();
});

it('refuses what does not fit', async () => {
  const options: TrainingOptions = { network: small, batch: 4, inputs: 'values', targets: 'values', loss: { kind: 'categorical-cross-entropy' }, optimiser: { kind: 'adam' }, seed: 1, start: { weights: scattered(small) } };
  await expect(engine.openTraining(options)).rejects.toThrow(Problem);
  await expect(engine.openTraining({ ...options, loss: { kind: 'mean-squared-error' }, start: { weights: new Map() } })).rejects.toThrow(/has no tensor “in.weight”/);
});
