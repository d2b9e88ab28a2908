/** Exact nearest neighbours. */
import type { Matrix } from '../../src/gallery/matrix.ts';
import { distances, type Metric } from './distances.ts';

export interface Neighbours {
  /** rows × k, nearest first; a point is not its own neighbour. */
  indices: Uint32Array;
  /** rows × k, in the metric's own units. */
  distances: Float32Array;
}

/**
 * The k nearest rows of every row, by exhaustive comparison; of equally distant rows the one with the smaller index comes
 * first. Cosine distance is 1 − cos, 0 … 2. `threads` is accepted for what is to come: today one thread does the work.
 *
 * Throws a RangeError where k is not a whole number of 0 … rows − 1, and a Problem where a value is not finite.
 */
export async function nearestNeighbours(
  points: Matrix, k: number, options: { metric?: Metric; threads?: number } = {},
): Promise<Neighbours> {
  if (!Number.isInteger(k) || k < 0 || k > Math.max(0, points.rows - 1)) {
    throw new RangeError(`k = ${k} neighbours of ${points.rows} points: k must be a whole number of 0 … ${Math.max(0, points.rows - 1)}`);
  }
  const { fill } = distances(points, options.metric ?? 'euclidean');
  const result: Neighbours = { indices: new Uint32Array(points.rows * k), distances: new Float32Array(points.rows * k) };
  const fromHere = new Float64Array(points.rows);
  for (let index = 0; index < points.rows; index += 1) {
    fill(index, fromHere);
    nearest(fromHere, index, k).forEach((other, place) => {
      result.indices[index * k + place] = other;
      result.distances[index * k + place] = fromHere[other]!;
    });
  }
  return result;
}

/** Indices of the k smallest distances, `self` left out, ties by index. For small k an insertion list, else a sort. */
export function nearest(fromHere: Float64Array, self: number, k: number): Uint32Array {
  return k <= 64 ? nearestFew(fromHere, self, k) : ranking(fromHere, self).subarray(0, k);
}

/** All other indices, nearest first, ties by index. */
export function ranking(fromHere: Float64Array, self: number): Uint32Array {
  const others = new Uint32Array(Math.max(0, fromHere.length - 1));
  for (let place = 0; place < others.length; place += 1) others[place] = place < self ? place : place + 1;
  return others.sort((a, b) => fromHere[a]! - fromHere[b]! || a - b);
}

function nearestFew(fromHere: Float64Array, self: number, k: number): Uint32Array {
  const best = new Uint32Array(k);
  let held = 0;
  for (let other = 0; other < fromHere.length; other += 1) {
    if (other === self) continue;
    const distance = fromHere[other]!;
    if (held === k && !(k > 0 && distance < fromHere[best[k - 1]!]!)) continue;
    let place = held < k ? held : k - 1;
    for (; place > 0 && distance < fromHere[best[place - 1]!]!; place -= 1) best[place] = best[place - 1]!;
    best[place] = other;
    if (held < k) held += 1;
  }
  return best;
}
