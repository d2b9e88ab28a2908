/** One small training step whose result is known: a library that loads need not compute rightly. */
import { seeded } from '../../ground/random.ts';
import { sizeOf, weightsOf } from '../shapes.ts';
import type { Network } from '../spec.ts';
import type { Weights } from '../weights.ts';
import type { Batch, Engine } from './engine.ts';

/** Both ways through convolutions with a stride, where engines have been wrong before, and dense layers. */
export const network: Network = {
  input: [1, 4, 6],
  layers: [
    { name: 'in', kind: 'conv2d', filters: 2, kernel: 3, stride: 2 },
    { name: 'bend', kind: 'leaky-relu', slope: 0.1 },
    { name: 'flat', kind: 'flatten' },
    { name: 'code', kind: 'dense', units: 3 },
    { name: 'wide', kind: 'dense', units: 12 },
    { name: 'square', kind: 'reshape', shape: [2, 2, 3] },
    { name: 'out', kind: 'conv2d-transpose', filters: 1, kernel: 4, stride: 2 },
  ],
};

/** More than one, because some engines are right for a single example only. */
const EXAMPLES = 2;

export function startingWeights(): Weights {
  return new Map(weightsOf(network).map(({ name, shape }) => {
    const random = seeded(1, `self-check ${name}`);
    return [name, { shape, data: Float32Array.from({ length: sizeOf(shape) }, () => random.normal() / 2) }];
  }));
}

export function batch(): Batch {
  const random = seeded(1, 'self-check batch');
  return { inputs: Float32Array.from({ length: EXAMPLES * sizeOf(network.input) }, () => random.uniform()) };
}

/** Σ values · chance, one number that any wrong value changes. */
export function digest(name: string, values: ArrayLike<number>): number {
  const random = seeded(1, `self-check digest ${name}`);
  return Array.from(values).reduce((sum, value) => sum + value * random.normal(), 0);
}

/** Loss and digests of gradients in double precision by finite differences; the tests compute them anew. */
export const EXPECTED: Readonly<Record<string, number>> = {
  loss: 2.059408,
  'in.weight': -1.284599, 'in.bias': -0.73027,
  'code.weight': 0.256234, 'code.bias': 0.81399,
  'wide.weight': 0.194964, 'wide.bias': -0.874933,
  'out.weight': -0.198009, 'out.bias': -6.259451,
};

/** What the engine gets wrong, as the end of “because …”; null where it is right. */
export async function selfCheck(engine: Engine): Promise<string | null> {
  const weights = startingWeights();
  const step = await engine.openTraining({
    network, batch: EXAMPLES, inputs: 'values', targets: 'inputs', seed: 1, start: { weights },
    loss: { kind: 'mean-squared-error' }, optimiser: { kind: 'sgd' },
  });
  try {
    const found: Record<string, number> = { loss: await step.run(batch(), 1) };
    // At rate 1 a step of plain gradient descent moves each weight by its gradient.
    for (const [name, { data }] of step.weights()) found[name] = digest(name, weights.get(name)!.data.map((value, index) => value - data[index]!));
    const wrong = Object.keys(EXPECTED).find((name) => !(Math.abs(found[name]! - EXPECTED[name]!) <= 1e-3 * Math.max(0.1, Math.abs(EXPECTED[name]!))));
    if (wrong === undefined) return null;
    return `a small training step gave ${found[wrong]?.toPrecision(4)} instead of ${EXPECTED[wrong]!.toPrecision(4)} for ${wrong === 'loss' ? 'the loss' : `the gradient of “${wrong}”`}`;
  } finally {
    await step.close();
  }
}
