/** The joint probabilities that the map has to reproduce. */
import type { Matrix } from '../../../../../src/gallery/matrix.ts';
import { squaredDistance } from '../../../../../pipeline/similarity/distances.ts';
import { pairCount, pairIndex, pairRow } from './pairs.ts';
import { neighbourProbabilities } from './perplexity.ts';

/**
 * p(i,j) = (p(j|i) + p(i|j)) / 2n for every pair i < j, in the order of pairs.ts; all pairs together sum to ½.
 * Van der Maaten and Hinton (2008), section 3.1. `pause` is called after every point.
 */
export async function jointProbabilities(points: Matrix, perplexity: number, pause: () => Promise<void>): Promise<Float64Array> {
  const count = points.rows;
  const squared = new Float64Array(pairCount(count));
  for (let i = 0, pair = 0; i < count; i += 1) {
    for (let j = i + 1; j < count; j += 1, pair += 1) squared[pair] = squaredDistance(points, i, j);
    await pause();
  }
  const joint = new Float64Array(pairCount(count));
  const distances = new Float64Array(count);
  const probabilities = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    pairRow(squared, count, i, distances);
    neighbourProbabilities(distances, i, perplexity, probabilities);
    for (let j = 0; j < count; j += 1) {
      if (j !== i) joint[pairIndex(Math.min(i, j), Math.max(i, j), count)]! += probabilities[j]! / (2 * count);
    }
    await pause();
  }
  return joint;
}
