/** Nearest neighbours. */
import { availableParallelism } from 'node:os';
import type { Matrix } from '../../src/gallery/matrix.ts';
import { pauseEvery } from '../kernels/pause.ts';
import { refuseNonFinite, type Metric } from './distances.ts';
import { approximateNeighbours } from './neighbours/approximate.ts';
import { exactNeighbours } from './neighbours/exact.ts';

export interface Neighbours {
  /** rows × k, nearest first; a point is not its own neighbour. */
  indices: Uint32Array;
  /** rows × k, in the metric's own units. */
  distances: Float32Array;
}

/**
 * The k nearest rows of every row; of equally distant rows the one with the smaller index comes first. Cosine distance is
 * 1 − cos, 0 … 2. From 100,000 rows on the search is approximate and may miss a few of a row's neighbours; distances are
 * exact. The result is the same, to the bit, on any number of threads; unless told, large work takes all there are.
 *
 * Throws a RangeError where k is not a whole number of 0 … rows − 1, a Problem where a value is not finite, the signal's
 * reason where it is aborted.
 */
export async function nearestNeighbours(
  points: Matrix, k: number, options: { metric?: Metric; threads?: number; signal?: AbortSignal } = {},
): Promise<Neighbours> {
  if (!Number.isInteger(k) || k < 0 || k > Math.max(0, points.rows - 1)) {
    throw new RangeError(`k = ${k} neighbours of ${points.rows} points: k must be a whole number of 0 … ${Math.max(0, points.rows - 1)}`);
  }
  refuseNonFinite(points);
  if (k === 0) return { indices: new Uint32Array(0), distances: new Float32Array(0) };
  const threads = options.threads ?? (points.rows ** 2 * points.columns > SMALL ? availableParallelism() : 1);
  const search = points.rows < MANY ? exactNeighbours : approximateNeighbours;
  return search(points, k, options.metric ?? 'euclidean', threads, pauseEvery(1, options.signal));
}

/** Multiplications of a search that is over before other threads have started. */
const SMALL = 5e8;
/**
 * Rows from which the approximate search is worth missing a few. The two cost the same at some 35,000, and half as much at this
 * many; see the benches. Columns do not matter: both grow with them alike.
 */
const MANY = 100_000;

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
