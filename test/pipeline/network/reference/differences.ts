/** Gradients by central differences in double precision. */
import { seeded } from '../../../../pipeline/ground/random.ts';
import type { Numbers } from './layers.ts';

/** Most values of one tensor that are looked at; which ones is drawn. */
const LOOKED_AT = 24;
const APART = 1e-5;

/** Places in a tensor, and the derivatives of an objective there. */
export interface Derivatives { places: number[]; values: number[] }

/** The derivatives of `objective` by some values of each tensor of `names`, which are changed and put back. */
export function differences(weights: Numbers, names: readonly string[], objective: () => number): Record<string, Derivatives> {
  return Object.fromEntries(names.map((name) => {
    const tensor = weights[name]!;
    const places = seeded(1, name).shuffle(Array.from(tensor.keys())).slice(0, LOOKED_AT);
    const values = places.map((place) => {
      const value = tensor[place]!;
      tensor[place] = value + APART;
      const above = objective();
      tensor[place] = value - APART;
      const below = objective();
      tensor[place] = value;
      return (above - below) / (2 * APART);
    });
    return [name, { places, values }];
  }));
}

/** The largest difference between `found` and what is expected there, as a share of the largest expected value, or of `least` where all are smaller. */
export function apart(found: ArrayLike<number>, { places, values }: Derivatives, least = 1e-3): number {
  const size = Math.max(least, ...values.map(Math.abs));
  return Math.max(...places.map((place, index) => Math.abs(found[place]! - values[index]!))) / size;
}
