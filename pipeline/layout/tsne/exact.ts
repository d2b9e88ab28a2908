/** Repulsion between all pairs. */
import { paddedCount, type Repulsion } from './descent.ts';
import type { Workshop } from './kernels.ts';

/** Shares of the pairs. Fixed, so that sums are the same on any number of threads. */
const PARTS = 8;

/** The push of every point on every other, each pair once: time grows with points². */
export function exactRepulsion({ team, memory }: Workshop, points: number): Repulsion {
  const padded = paddedCount(points);
  const forces = memory.floats(PARTS * 2 * padded);
  const sums = memory.doubles(PARTS);
  return {
    forces,
    arrays: PARTS,
    push: (map) => {
      team.run('repelPairs', PARTS, PARTS, padded, map.byteOffset, forces.byteOffset, sums.byteOffset);
      return sums.reduce((sum, share) => sum + share, 0);
    },
  };
}
