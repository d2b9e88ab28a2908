/** First weights of a network, drawn from a seeded generator. */
import { seeded } from '../random.ts';
import { sizeOf, weightsOf, type Network } from './spec.ts';
import type { Weights } from './weights.ts';

/**
 * `glorot`: uniform within ±√(6 ÷ (in + out)); Glorot and Bengio 2010, for linear and sigmoid layers.
 * `he`: uniform within ±√(6 ÷ in); He et al. 2015, for layers that a ReLU follows.
 * `narrow`: uniform within ±1 ÷ √in, as PyTorch does by default: outputs shrink from layer to layer, and the first steps of Adam are
 * large beside the weights. Biases start at 0.
 */
export type Initialiser = 'glorot' | 'he' | 'narrow';

const bounds: Record<Initialiser, (fan: { in: number; out: number }) => number> = {
  glorot: (fan) => Math.sqrt(6 / (fan.in + fan.out)),
  he: (fan) => Math.sqrt(6 / fan.in),
  narrow: (fan) => 1 / Math.sqrt(fan.in),
};

/** Weights for every tensor of `network`. Each tensor has its own stream of chance, so that one layer more changes no other. */
export function initialise(network: Network, seed: number, initialiser: Initialiser = 'glorot'): Weights {
  return new Map(weightsOf(network).map(({ name, shape, fan }) => {
    const data = new Float32Array(sizeOf(shape));
    if (name.endsWith('.weight')) {
      const random = seeded(seed, `initialise ${name}`);
      const bound = bounds[initialiser](fan);
      for (let index = 0; index < data.length; index += 1) data[index] = (2 * random.uniform() - 1) * bound;
    }
    return [name, { shape, data }];
  }));
}
