/** How far a map is from the joint probabilities. */
import type { JointProbabilities } from './joint.ts';
import { rowParts, type Workshop } from './kernels.ts';

/** Shares of the pairs whose nearness is summed. */
const PARTS = 64;

/**
 * KL(P‖Q) in nats, in double precision, with Z over all pairs: time grows with points². `map`: points × 2, interleaved, in
 * the memory of the kernels.
 */
export function divergenceOf({ team, memory }: Workshop, joint: JointProbabilities, map: Float32Array<SharedArrayBuffer>): number {
  const mark = memory.mark();
  const { parts, count } = rowParts(joint.rows);
  const shares = memory.doubles(2 * parts);
  team.run('sumDivergence', parts, count, joint.rows, map.byteOffset, joint.rowStarts.byteOffset, joint.columns.byteOffset, joint.values.byteOffset, shares.byteOffset);
  const [divergence, mass] = [0, 1].map((which) => shares.reduce((sum, share, at) => sum + (at % 2 === which ? share : 0), 0)) as [number, number];
  const sums = memory.doubles(PARTS);
  team.run('sumNearness', PARTS, PARTS, joint.rows, map.byteOffset, sums.byteOffset);
  // Each pair was summed once, Z counts it in both directions.
  const z = 2 * sums.reduce((sum, share) => sum + share, 0);
  memory.release(mark);
  // Never negative but for rounding.
  return Math.max(0, divergence + mass * Math.log(z));
}
