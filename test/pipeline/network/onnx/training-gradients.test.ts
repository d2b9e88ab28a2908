/** Every layer with every loss and every optimiser: the step that the graph takes against one taken in double precision from differences. */
import { describe, expect, it } from 'vitest';
import type { Loss, Optimiser } from '../../../../pipeline/network/objective.ts';
import { OnnxTrainingStep } from '../../../../pipeline/network/onnx/training-step.ts';
import { initialise } from '../../../../pipeline/network/initialise.ts';
import { isTrained, outputOf, sizeOf, weightsOf } from '../../../../pipeline/network/shapes.ts';
import type { Layer, Network, Shape } from '../../../../pipeline/network/spec.ts';
import { seeded } from '../../../../pipeline/ground/random.ts';
import { apart, differences } from '../reference/differences.ts';
import type { Mode, Numbers } from '../reference/layers.ts';
import { referenceLoss } from '../reference/losses.ts';
import { referenceOptimiser } from '../reference/optimisers.ts';

const BATCH = 3;
const SEED = 7;
const RATE = 0.05;

const layers: { layer: Layer; input: Shape }[] = [
  { layer: { name: 'layer', kind: 'conv2d', filters: 3, kernel: 3, stride: 2 }, input: [2, 5, 4] },
  { layer: { name: 'layer', kind: 'depthwise-conv2d', kernel: 3, stride: 2 }, input: [2, 5, 4] },
  { layer: { name: 'layer', kind: 'conv2d-transpose', filters: 2, kernel: 3, stride: 2, padding: 'valid' }, input: [2, 2, 3] },
  { layer: { name: 'layer', kind: 'dense', units: 5 }, input: [4] },
  { layer: { name: 'layer', kind: 'max-pool', size: 2 }, input: [2, 5, 4] },
  { layer: { name: 'layer', kind: 'average-pool', size: 3, stride: 2 }, input: [2, 5, 4] },
  { layer: { name: 'layer', kind: 'global-average-pool' }, input: [4, 3, 2] },
  { layer: { name: 'layer', kind: 'batch-norm' }, input: [2, 3, 2] },
  { layer: { name: 'layer', kind: 'dropout', rate: 0.4 }, input: [2, 3, 2] },
  { layer: { name: 'layer', kind: 'pad', top: 1, bottom: 0, left: 0, right: 2 }, input: [2, 2, 2] },
  { layer: { name: 'layer', kind: 'upsample', factor: 2 }, input: [2, 2, 1] },
  { layer: { name: 'layer', kind: 'depth-to-space', block: 2 }, input: [4, 1, 2] },
  { layer: { name: 'layer', kind: 'space-to-depth', block: 2 }, input: [1, 2, 4] },
  { layer: { name: 'layer', kind: 'flatten' }, input: [2, 2, 2] },
  { layer: { name: 'layer', kind: 'reshape', shape: [4, 2] }, input: [2, 2, 2] },
  { layer: { name: 'layer', kind: 'affine', scale: 0.5, offset: 0.25 }, input: [6] },
  { layer: { name: 'layer', kind: 'relu' }, input: [8] },
  { layer: { name: 'layer', kind: 'relu6' }, input: [8] },
  { layer: { name: 'layer', kind: 'leaky-relu', slope: 0.2 }, input: [8] },
  { layer: { name: 'layer', kind: 'sigmoid' }, input: [8] },
  { layer: { name: 'layer', kind: 'tanh' }, input: [8] },
  { layer: { name: 'layer', kind: 'softmax' }, input: [8] },
];

const losses: Loss[] = [
  { kind: 'mean-squared-error' },
  { kind: 'mean-squared-error', mask: true, weightDecay: 0.1 },
  { kind: 'squared-error-per-image', sparsity: { layer: 'end', target: 0.25, weight: 0.5 } },
  { kind: 'squared-error-per-image', mask: true },
  { kind: 'binary-cross-entropy' },
  { kind: 'binary-cross-entropy', mask: true, sparsity: { layer: 'end', target: 0.1, weight: 2 } },
  { kind: 'categorical-cross-entropy', weightDecay: 0.02 },
  { kind: 'categorical-cross-entropy', mask: true },
];

const optimisers: Optimiser[] = [{ kind: 'sgd', momentum: 0.9 }, { kind: 'adam' }, { kind: 'adamw', decay: 0.1 }, { kind: 'adadelta' }];

/** The layer above a dense one, which shows its input's gradient, and below what the loss wants to end with. */
function around({ layer, input }: (typeof layers)[number], loss: Loss): Network {
  const end: Layer[] = loss.kind === 'categorical-cross-entropy' ? [{ name: 'end', kind: 'softmax' }]
    : loss.kind === 'binary-cross-entropy' || loss.sparsity ? [{ name: 'end', kind: 'sigmoid' }] : [];
  return {
    input: [4],
    layers: [{ name: 'below', kind: 'dense', units: sizeOf(input) }, { name: 'shape', kind: 'reshape', shape: input }, layer, { name: 'flat', kind: 'flatten' }, ...end],
  };
}

describe.each(layers.map((each) => [each.layer.kind, each] as const))('%s', (_, tested) => {
  it.each(losses.map((loss) => [JSON.stringify(loss), loss] as const))('under %s', async (title, loss) => {
    const network = around(tested, loss);
    const random = seeded(SEED, tested.layer.kind + title);
    const size = sizeOf(outputOf(network));
    const inputs = Float32Array.from({ length: BATCH * 4 }, () => random.normal());
    const targets = Float32Array.from({ length: BATCH * size }, () => random.uniform());
    // The last example is left out whole.
    const mask = loss.mask ? Float32Array.from({ length: BATCH * size }, (_, index) => index >= 2 * size ? 0 : random.pick([0, 0.5, 1])) : null;
    const weights = initialise(network, SEED, { kind: 'gaussian', deviation: 0.7 });
    const doubles: Numbers = Object.fromEntries([...weights].map(([name, { data }]) => [name, Float64Array.from(data)]));
    const example = { examples: Float64Array.from(inputs), targets: Float64Array.from(targets), mask: mask && Float64Array.from(mask) };
    const mode: Mode = { training: true, kept: { layer: keptInFirstStep(network) } };
    const objective = (): number => referenceLoss(network, loss, example, doubles, mode);
    const trained = weightsOf(network).filter(isTrained);
    const gradients = differences(doubles, trained.map(({ name }) => name), objective);

    for (const optimiser of optimisers) {
      const step = await OnnxTrainingStep.open({ network, loss, optimiser, batch: BATCH, inputs: 'values', targets: 'values', seed: SEED, start: { weights } });
      expect(await step.run({ inputs, targets, ...mask && { mask } }, RATE)).toBeCloseTo(objective(), 4);
      const { weights: next, optimiser: states } = step.state();
      await step.close();
      for (const { name, role } of trained) {
        const { places, values } = gradients[name]!;
        if (optimiser.kind === 'sgd') expect(apart(states.get(`velocity of ${name}`)!.data, gradients[name]!), name).toBeLessThan(1e-4);
        // Where a gradient all but vanishes, float32 can hardly tell its sign, and Adam takes a full step either way.
        const clear = places.map((place, index) => ({ place, gradient: values[index]! })).filter(({ gradient }) => Math.abs(gradient) > 0.02 * Math.max(...values.map(Math.abs)));
        const update = referenceOptimiser(optimiser, role === 'kernel');
        const changes = clear.map(({ place, gradient }) => update(doubles[name]![place]!, gradient, [], RATE, 1) - doubles[name]![place]!);
        const found = next.get(name)!.data.map((value, index) => value - weights.get(name)!.data[index]!);
        expect(apart(found, { places: clear.map(({ place }) => place), values: changes }), `${name} by ${optimiser.kind}`).toBeLessThan(1e-3);
      }
    }
  });
});

/** What the first step of a training keeps of the layer under test, where that is a dropout. */
function keptInFirstStep(network: Network): Float64Array {
  const layer = network.layers[2]!;
  const random = seeded(SEED, 'dropout layer 0');
  return Float64Array.from({ length: BATCH * sizeOf(outputOf(network)) }, () => layer.kind === 'dropout' && random.uniform() < layer.rate ? 0 : 1);
}
