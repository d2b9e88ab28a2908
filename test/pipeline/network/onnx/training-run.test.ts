/** What a training is over several steps: partial batches, going on later, chance, running statistics. */
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../pipeline/ground/random.ts';
import type { TrainingState } from '../../../../pipeline/network/engine/engine.ts';
import { outputsOf } from '../../../../pipeline/network/evaluate.ts';
import { initialise } from '../../../../pipeline/network/initialise.ts';
import type { Optimiser } from '../../../../pipeline/network/objective.ts';
import { OnnxInference } from '../../../../pipeline/network/onnx/inference.ts';
import { OnnxTrainingStep, type OnnxTrainingOptions } from '../../../../pipeline/network/onnx/training-step.ts';
import type { Network } from '../../../../pipeline/network/spec.ts';
import { writeWeights } from '../../../../pipeline/network/weights.ts';
import { channelStatistics, referenceForward, type Numbers } from '../reference/layers.ts';
import { referenceLoss } from '../reference/losses.ts';

const network: Network = {
  input: [2, 4, 4],
  layers: [
    { name: 'conv', kind: 'conv2d', filters: 3, kernel: 3, stride: 1, bias: false },
    { name: 'norm', kind: 'batch-norm', momentum: 0.9 },
    { name: 'bend', kind: 'relu' },
    { name: 'pool', kind: 'max-pool', size: 2 },
    { name: 'flat', kind: 'flatten' },
    { name: 'drop', kind: 'dropout', rate: 0.5 },
    { name: 'head', kind: 'dense', units: 4 },
    { name: 'shares', kind: 'softmax' },
  ],
};
const options: OnnxTrainingOptions = {
  network, loss: { kind: 'categorical-cross-entropy' }, optimiser: { kind: 'adam' }, batch: 5, inputs: 'values', targets: 'classes', seed: 2,
  start: { weights: initialise(network, 1, { kind: 'he' }) },
};
const random = seeded(3, 'run');
const examples = Float32Array.from({ length: 12 * 32 }, () => random.normal());
const classes = Uint32Array.from({ length: 12 }, () => random.below(4));
const batch = (from: number, to: number) => ({ inputs: examples.subarray(32 * from, 32 * to), targets: classes.subarray(from, to) });
const doubles = (state: TrainingState): Numbers => Object.fromEntries([...state.weights].map(([name, { data }]) => [name, Float64Array.from(data)]));
const bytes = ({ weights, optimiser, steps }: TrainingState): string => Buffer.concat([writeWeights(weights), writeWeights(optimiser), Buffer.of(steps)]).toString('hex');

/** Trains on all batches of twelve examples, the last of two, a few times over. */
async function train(step: OnnxTrainingStep, epochs: number): Promise<void> {
  for (let epoch = 0; epoch < epochs; epoch += 1) for (const [from, to] of [[0, 5], [5, 10], [10, 12]] as const) await step.run(batch(from, to), 0.01);
}

it('learns classes', async () => {
  const step = await OnnxTrainingStep.open(options);
  const before = await step.run(batch(0, 5), 0.01);
  await train(step, 60);
  expect(await step.run(batch(0, 5), 0.01)).toBeLessThan(before / 2);
  await step.close();
});

it('trains a small last batch as one that was opened for its size', async () => {
  const large = await OnnxTrainingStep.open(options);
  await large.run(batch(0, 5), 0.01);
  const small = await OnnxTrainingStep.open({ ...options, batch: 2, start: large.state() });
  expect(await large.run(batch(10, 12), 0.01)).toBe(await small.run(batch(10, 12), 0.01));
  expect(bytes(large.state())).toBe(bytes(small.state()));
  await large.close();
  await small.close();
});

const optimisers: Optimiser[] = [{ kind: 'sgd', momentum: 0.5 }, { kind: 'adam' }, { kind: 'adamw' }, { kind: 'adadelta' }];

describe.each(optimisers)('with $kind', (optimiser) => {
  it('goes on from a state as if it had never stopped, to the bit', async () => {
    const whole = await OnnxTrainingStep.open({ ...options, optimiser });
    await train(whole, 4);
    const first = await OnnxTrainingStep.open({ ...options, optimiser });
    await train(first, 3);
    const second = await OnnxTrainingStep.open({ ...options, optimiser, start: first.state() });
    await train(second, 1);
    expect(bytes(second.state())).toBe(bytes(whole.state()));
    for (const step of [whole, first, second]) await step.close();
  });
});

it('drops values by its seed', async () => {
  const steps = await Promise.all([2, 2, 3].map((seed) => OnnxTrainingStep.open({ ...options, seed })));
  const losses = await Promise.all(steps.map((step) => step.run(batch(0, 5), 0.01)));
  expect(losses[1]).toBe(losses[0]);
  expect(losses[2]).not.toBe(losses[0]);
  for (const step of steps) await step.close();
});

it('moves running statistics towards those of each batch and trains nothing else with them', async () => {
  const step = await OnnxTrainingStep.open(options);
  const before = doubles(step.state());
  await step.run(batch(0, 5), 0);
  const after = doubles(step.state());
  await step.close();
  const convolved = referenceForward({ ...network, layers: network.layers.slice(0, 1) }, Float64Array.from(batch(0, 5).inputs), before);
  const { mean, variance } = channelStatistics(convolved, 5, [3, 4, 4]);
  after['norm.mean']!.forEach((value, channel) => expect(value).toBeCloseTo(0.1 * mean[channel]!, 5));
  after['norm.variance']!.forEach((value, channel) => expect(value).toBeCloseTo(0.9 + 0.1 * variance[channel]!, 5));
  expect(after['conv.weight']).toEqual(before['conv.weight']);
});

it('is used with the running statistics and without dropout', async () => {
  const step = await OnnxTrainingStep.open(options);
  await train(step, 3);
  const weights = step.weights();
  const state = step.state();
  await step.close();
  const inference = new OnnxInference({ network, batch: 4, inputs: 'values', targets: 'inputs' });
  inference.use(weights);
  const found = await outputsOf(inference, { count: 12, shape: network.input, inputs: examples }, 4);
  await inference.close();
  referenceForward(network, Float64Array.from(examples), doubles(state)).forEach((value, index) => expect(found.data[index]).toBeCloseTo(value, 5));
});

it('compares cross-entropies that are far off without ever meeting infinity', async () => {
  const sure: Network = { input: [2], layers: [{ name: 'head', kind: 'dense', units: 2 }, { name: 'end', kind: 'sigmoid' }] };
  const start = { weights: new Map([['head.weight', { shape: [2, 2], data: Float32Array.of(1, 0, 0, 1) }], ['head.bias', { shape: [2], data: new Float32Array(2) }]]) };
  const step = await OnnxTrainingStep.open({ ...options, network: sure, loss: { kind: 'binary-cross-entropy' }, batch: 1, targets: 'values', optimiser: { kind: 'sgd' }, start });
  expect(await step.run({ inputs: Float32Array.of(300, -300), targets: Float32Array.of(0, 1) }, 0.001)).toBe(300);
  // The gradient before the sigmoid is ±½, where that of the sigmoid itself has long been 0.
  expect(step.weights().get('head.bias')!.data).toEqual(Float32Array.of(-0.0005, 0.0005));
  await step.close();
});

it('counts every example of a partial batch alike', async () => {
  const plain: Network = { input: [2, 4, 4], layers: [{ name: 'conv', kind: 'conv2d', filters: 2, kernel: 3, stride: 1 }] };
  const loss = { kind: 'mean-squared-error' } as const;
  const step = await OnnxTrainingStep.open({ ...options, network: plain, loss, targets: 'inputs', start: { weights: initialise(plain, 1) } });
  for (const count of [5, 1, 3]) {
    const inputs = examples.subarray(0, 32 * count);
    const values = Float64Array.from(inputs);
    const expected = referenceLoss(plain, loss, { examples: values, targets: values, mask: null }, doubles(step.state()), { training: false });
    expect(await step.run({ inputs }, 0.1)).toBeCloseTo(expected, 5);
  }
  await step.close();
});

describe('refuses', () => {
  it('a loss that wants another last layer', async () => {
    await expect(OnnxTrainingStep.open({ ...options, loss: { kind: 'binary-cross-entropy' } })).rejects.toThrow(/wants a network that ends with a sigmoid layer, but its last layer “shares” is softmax/);
  });
  it('sparsity of a layer that is not there', async () => {
    const loss = { kind: 'categorical-cross-entropy', sparsity: { layer: 'code', target: 0.1, weight: 1 } } as const;
    await expect(OnnxTrainingStep.open({ ...options, loss })).rejects.toThrow(/sparsity is wanted of layer “code”, which the network does not have/);
  });
  it('classes of every pixel', async () => {
    const pixels: Network = { input: [2, 4, 4], layers: [{ name: 'shares', kind: 'softmax' }] };
    await expect(OnnxTrainingStep.open({ ...options, network: pixels })).rejects.toThrow(/wants a vector with a value for each class, but the network puts out 2 × 4 × 4/);
  });
  it('weights of another network', async () => {
    await expect(OnnxTrainingStep.open({ ...options, start: { weights: new Map() } })).rejects.toThrow(/What the training starts from has no tensor “conv.weight”/);
  });
});
