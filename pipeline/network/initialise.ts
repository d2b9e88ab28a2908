/** First weights of a network, drawn from a seeded generator. */
import { seeded, type Random } from '../ground/random.ts';
import type { Initialiser } from './objective.ts';
import { sizeOf, weightsOf, type WeightRole, type WeightSpec } from './shapes.ts';
import type { Network } from './spec.ts';
import type { Weights } from './weights.ts';

/** What a tensor begins with where it is not drawn by chance. */
const constants: Record<WeightRole, number> = { kernel: 0, bias: 0, scale: 1, offset: 0, 'running-mean': 0, 'running-variance': 1 };

/** Weights for every tensor of `network`. Each tensor has its own stream of chance, so that one layer more changes no other. */
export function initialise(network: Network, seed: number, initialiser: Initialiser = { kind: 'glorot' }): Weights {
  return new Map(weightsOf(network).map((spec) => {
    const { name, shape, role } = spec;
    const random = seeded(seed, `initialise ${name}`);
    const draw = drawing(initialiser, spec, random);
    return [name, { shape, data: Float32Array.from({ length: sizeOf(shape) }, draw ?? (() => constants[role])) }];
  }));
}

/** How each value of a tensor is drawn; null where it is not. */
function drawing(initialiser: Initialiser, { role, fan }: WeightSpec, random: Random): (() => number) | null {
  if (initialiser.kind === 'gaussian') return role === 'kernel' || role === 'bias' ? () => random.normal() * initialiser.deviation : null;
  if (role !== 'kernel') return null;
  const bound = bounds[initialiser.kind](fan);
  return () => (2 * random.uniform() - 1) * bound;
}

const bounds: Record<Exclude<Initialiser['kind'], 'gaussian'>, (fan: WeightSpec['fan']) => number> = {
  glorot: (fan) => Math.sqrt(6 / (fan.in + fan.out)),
  he: (fan) => Math.sqrt(6 / fan.in),
  narrow: (fan) => 1 / Math.sqrt(fan.in),
};
