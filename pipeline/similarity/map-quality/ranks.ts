/** Neighbours and ranks of some points among all, by the kernels. */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { compiledKernels } from '../../kernels/compile.ts';
import { KernelMemory } from '../../kernels/memory.ts';
import { Team } from '../../kernels/team.ts';

/** The exports of kernels/assembly/quality.ts, which describes them; places in memory are `byteOffset`s. */
interface QualityKernels {
  nearestOf: (part: number, count: number, queries: number, total: number, rows: number, padded: number, columns: number, data: number,
    k: number, nearest: number, scratch: number) => void;
  ranksOf: (part: number, count: number, queries: number, total: number, rows: number, padded: number, columns: number, data: number,
    k: number, targets: number, ranks: number, scratch: number) => void;
  averagePrecisionOf: (part: number, count: number, queries: number, total: number, rows: number, padded: number, columns: number, data: number,
    labels: number, averages: number, scratch: number, orders: number) => void;
}

/** Points compared at a time, as in kernels/assembly/quality.ts. */
const TEAM = 4;
/** Words that ordering takes besides two for every point, as in kernels/assembly/quality/order.ts. */
const ORDER_COUNTS = 2048;
/** Distances measured between two pauses. */
const SLICE = 2e7;
/** So far from everything that it is nobody's neighbour, yet its square is a number. */
const FAR_AWAY = 1e18;

interface Ranking {
  /** The k nearest of every query, nearest first, ties by index: queries × k. */
  nearest: (k: number) => Promise<Int32Array>;
  /** The ranks of k `targets` of every query among all other points; 1 is the nearest, ties by index: queries × k. */
  ranks: (targets: Int32Array, k: number) => Promise<Int32Array>;
  /**
   * The average precision of every query, where all others with its label are wanted; ties by index. NaN where no other has it.
   * `labels`: a number for each point.
   */
  averagePrecision: (labels: Int32Array) => Promise<Float64Array>;
  close: () => Promise<void>;
}

/** Euclidean distances in single precision. `queries` are row numbers. */
export async function rankingOf(points: Matrix, queries: Int32Array, threads: number, pause: () => Promise<void>): Promise<Ranking> {
  const { rows, columns } = points;
  const memory = new KernelMemory();
  const team = new Team<QualityKernels>(await compiledKernels(new URL('../../kernels/assembly/quality.ts', import.meta.url)), memory, threads);
  const padded = Math.ceil(rows / 8) * 8;
  const data = memory.floats(padded * columns).fill(FAR_AWAY);
  for (let row = 0, at = 0; row < rows; row += 1) {
    const start = (row >> 3) * columns * 8 + (row & 7);
    for (let column = 0; column < columns; column += 1, at += 1) data[start + 8 * column] = points.data[at]!;
  }
  const asked = memory.integers(queries.length);
  asked.set(queries);
  const count = TEAM * Math.max(1, Math.round(SLICE / (padded * columns * TEAM * 16)));
  const parts = Math.min(16, Math.ceil(queries.length / count));
  const scratch = memory.floats(parts * TEAM * padded);
  /** Slices of the queries; `run` gets the first of a slice, how many follow, and into how many parts to cut them. */
  const inSlices = async (run: (start: number, total: number, parts: number) => void): Promise<void> => {
    for (let start = 0; start < queries.length; start += parts * count) {
      const total = Math.min(parts * count, queries.length - start);
      run(start, total, Math.ceil(total / count));
      await pause();
    }
  };
  return {
    nearest: async (k) => {
      const nearest = memory.integers(queries.length * k);
      await inSlices((start, total, cut) => team.run('nearestOf', cut, count, asked.byteOffset + 4 * start, total, rows, padded, columns, data.byteOffset,
        k, nearest.byteOffset + 4 * start * k, scratch.byteOffset));
      return Int32Array.from(nearest);
    },
    ranks: async (targets, k) => {
      const mark = memory.mark();
      const given = memory.integers(queries.length * k);
      given.set(targets);
      const ranks = memory.integers(queries.length * k);
      await inSlices((start, total, cut) => team.run('ranksOf', cut, count, asked.byteOffset + 4 * start, total, rows, padded, columns, data.byteOffset,
        k, given.byteOffset + 4 * start * k, ranks.byteOffset + 4 * start * k, scratch.byteOffset));
      const found = Int32Array.from(ranks);
      // Asked again, it takes no more room.
      memory.release(mark);
      return found;
    },
    averagePrecision: async (labels) => {
      const given = memory.integers(rows);
      given.set(labels);
      const averages = memory.doubles(queries.length);
      const orders = memory.integers(parts * (ORDER_COUNTS + 2 * rows));
      await inSlices((start, total, cut) => team.run('averagePrecisionOf', cut, count, asked.byteOffset + 4 * start, total, rows, padded, columns, data.byteOffset,
        given.byteOffset, averages.byteOffset + 8 * start, scratch.byteOffset, orders.byteOffset));
      return Float64Array.from(averages);
    },
    close: () => team.close(),
  };
}
