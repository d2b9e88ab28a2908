/** What dropout layers leave out: drawn here and not inside an engine, so that it is the same in all of them. */
import { seeded } from '../ground/random.ts';
import { sizeOf } from './shapes.ts';
import type { LayerOf, Shape } from './spec.ts';

/**
 * 1 for every value of a batch that stays and 0 for every value that goes, batch × the layer's shape: in one step of one seed always the
 * same, whatever came before.
 */
export function keptValues(seed: number, step: number, { name, rate }: LayerOf<'dropout'>, shape: Shape, batch: number): Uint8Array {
  const random = seeded(seed, `dropout ${name} ${step}`);
  return Uint8Array.from({ length: batch * sizeOf(shape) }, () => random.uniform() < rate ? 0 : 1);
}
