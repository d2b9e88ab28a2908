/** The joint probabilities that the map has to reproduce. */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { nearestNeighbours } from '../../similarity/neighbours.ts';
import { rowParts, type Workshop } from './kernels.ts';

/** A symmetric sparse matrix in the memory of the kernels, row after row. All entries together sum to 1. */
export interface JointProbabilities {
  rows: number;
  /** rows + 1: where each row's entries start; always a multiple of four. */
  rowStarts: Int32Array<SharedArrayBuffer>;
  columns: Int32Array<SharedArrayBuffer>;
  values: Float32Array<SharedArrayBuffer>;
}

/** Up to this many points all pairs count; above, the nearest three times the perplexity. */
const ALL_PAIRS = 500;

/**
 * The perplexity that `count` points allow: van der Maaten's advice of a third of the others, but never so low that
 * nothing but the single nearest point counts.
 */
export function reachablePerplexity(wanted: number, count: number): number {
  return Math.min(wanted, Math.max(1.5, (count - 1) / 3));
}

/**
 * p(i,j) = (p(j|i) + p(i|j)) / 2n, with p(j|i) a Gaussian of the distance whose bandwidth gives every point the same
 * perplexity. L. van der Maaten and G. Hinton, JMLR 9 (2008). In large collections a point's neighbours are its nearest
 * 3 · perplexity and all others have p(j|i) = 0: L. van der Maaten, JMLR 15 (2014), who found no difference in the maps.
 */
export async function jointProbabilities(
  workshop: Workshop, points: Matrix, perplexity: number, options: { threads: number; signal?: AbortSignal | undefined; pause: () => Promise<void> },
): Promise<JointProbabilities> {
  const { team, memory } = workshop;
  const { rows } = points;
  const k = rows <= ALL_PAIRS ? rows - 1 : Math.min(rows - 1, Math.floor(3 * perplexity));
  const neighbours = await nearestNeighbours(points, k, { threads: options.threads, ...(options.signal && { signal: options.signal }) });

  const rowStarts = memory.integers(rows + 1);
  // The joint probabilities are larger than the room for the rest, and come first so that the rest can be given back.
  const columns = memory.integers(mostEntries(rows, k));
  const values = memory.floats(mostEntries(rows, k));
  const mark = memory.mark();
  const near = memory.integers(rows * k);
  const conditional = memory.floats(rows * k);
  const starts = memory.integers(rows + 1);
  const fromRows = memory.integers(rows * k);
  const fromValues = memory.floats(rows * k);
  near.set(neighbours.indices);
  // Where the transpose will be is room for the distances until then.
  fromValues.set(neighbours.distances);

  const { parts, count } = rowParts(rows);
  team.run('calibrate', parts, count, rows, k, fromValues.byteOffset, perplexity, conditional.byteOffset);
  await options.pause();
  team.run('sortEntries', parts, count, rows, k, near.byteOffset, conditional.byteOffset);
  await options.pause();
  starts.fill(0);
  team.run('transpose', 1, rows, k, near.byteOffset, conditional.byteOffset, starts.byteOffset, fromRows.byteOffset, fromValues.byteOffset);
  await options.pause();
  team.run('measureRows', parts, count, rows, k, near.byteOffset, starts.byteOffset, fromRows.byteOffset, rowStarts.byteOffset);
  sumUp(rowStarts);
  team.run('mergeRows', parts, count, rows, k, near.byteOffset, conditional.byteOffset, starts.byteOffset, fromRows.byteOffset, fromValues.byteOffset,
    rowStarts.byteOffset, columns.byteOffset, values.byteOffset);
  memory.release(mark);
  return { rows, rowStarts, columns, values };
}

/** Entries there can be at most: all are someone's neighbours, nobody's are mutual, every row is filled up to a multiple of four. */
const mostEntries = (rows: number, k: number): number => Math.min(2 * k, rows + 2) * rows + 3 * rows;

/** Turns sizes into starts; the last value becomes their sum. */
function sumUp(sizes: Int32Array): void {
  let sum = 0;
  for (let at = 0; at < sizes.length; at += 1) {
    const size = at === sizes.length - 1 ? 0 : sizes[at]!;
    sizes[at] = sum;
    sum += size;
  }
}
