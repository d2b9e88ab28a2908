/** Nearest neighbours. */
import { availableParallelism } from 'node:os';
import type { Matrix } from '../../src/gallery/matrix.ts';
import { Problem } from '../ground/problem.ts';
import { MOST_BYTES } from '../kernels/memory.ts';
import { pauseEvery } from '../kernels/pause.ts';
import { counted } from '../report/words.ts';
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
 * Throws a RangeError where k is not a whole number of 0 … rows − 1, a Problem where a value is not finite or all are too many, the
 * signal's reason where it is aborted.
 */
export async function nearestNeighbours(
  points: Matrix, k: number, options: { metric?: Metric; threads?: number; signal?: AbortSignal } = {},
): Promise<Neighbours> {
  if (!Number.isInteger(k) || k < 0 || k > Math.max(0, points.rows - 1)) {
    throw new RangeError(`k = ${k} neighbours of ${points.rows} points: k must be a whole number of 0 … ${Math.max(0, points.rows - 1)}`);
  }
  refuseTooMany(points);
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

/** Throws a Problem where the points do not fit the memory in which they are compared: the exact search keeps them twice. */
export function refuseTooMany({ rows, columns }: Pick<Matrix, 'rows' | 'columns'>): void {
  const copies = rows < MANY ? 2 : 1;
  if (copies * 4 * rows * columns <= MOST_BYTES) return;
  throw new Problem(
    `${counted(rows)} pictures described by ${counted(columns)} values each take more than the 4 GiB of memory in which pictures are compared; `
    + 'choose shorter vectors, such as “pooling: average” where the encoder has it, or fewer pictures.',
  );
}
