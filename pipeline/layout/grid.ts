/** Points of a map onto the cells of a grid, one a cell, as near to where they were as they can all be. */
import { Problem } from '../ground/problem.ts';
import { pauseEvery } from '../kernels/pause.ts';
import { assign } from './grid/assignment.ts';
import { certify } from './grid/certificate.ts';
import { placeInCells } from './grid/costs.ts';
import { alongCurve } from './grid/order.ts';

export interface Grid {
  /** Cell of each point, row-major: row · columns + column. */
  cells: Uint32Array;
  columns: number;
  rows: number;
  /** Sum of squared distances from the points to their cells, in cells². */
  cost: number;
  /** By how much at most, in cells², `cost` exceeds the smallest possible: 0 up to rounding, unless points tie in millions of ways. */
  gap: number;
}

/**
 * Each axis of the points' bounding box is mapped onto the cell centres 0 … columns − 1 and 0 … rows − 1; then every point
 * gets a cell of its own so that the sum of squared distances is the smallest possible.
 *
 * `coordinates`: points × 2, interleaved; y runs the way rows do. The default grid is the smallest square that holds all;
 * one of `columns` and `rows` alone gives as many of the other as are needed. The result does not depend on where the map
 * lies or how large it is, nor on the order of the points, except that points in exactly the same place take their cells
 * in the order of their index.
 *
 * Throws a Problem where the grid is too small or a coordinate is not finite, the signal's reason where it is aborted.
 */
export async function assignToGrid(
  coordinates: Float32Array, options: { columns?: number; rows?: number; signal?: AbortSignal } = {},
): Promise<Grid> {
  const count = coordinates.length / 2;
  if (!Number.isInteger(count)) throw new RangeError(`${coordinates.length} coordinates: a point has two`);
  const wrong = coordinates.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    throw new Problem(`Point ${Math.floor(wrong / 2) + 1} of the map has the coordinate ${coordinates[wrong]}, so it cannot be put on a grid; make the map again.`);
  }
  const { columns, rows } = gridFor(count, options);
  if (count === 0) return { cells: new Uint32Array(0), columns, rows, cost: 0, gap: 0 };

  const points = placeInCells(coordinates, columns, rows);
  // Assignments work in slices of some 10 ms.
  const pause = pauseEvery(1, options.signal);
  const { cells, prices } = await assign(points, alongCurve(points), pause);
  return { cells, columns, rows, ...await certify(points, cells, prices, pause) };
}

function gridFor(count: number, asked: { columns?: number; rows?: number }): { columns: number; rows: number } {
  for (const [name, value] of Object.entries({ columns: asked.columns, rows: asked.rows })) {
    if (value !== undefined && !(Number.isInteger(value) && value > 0)) {
      throw new Problem(`A grid of ${value} ${name} cannot be; give a whole number from 1.`);
    }
  }
  const side = Math.ceil(Math.sqrt(count));
  const columns = asked.columns ?? (asked.rows === undefined ? side : Math.ceil(count / asked.rows));
  const rows = asked.rows ?? (asked.columns === undefined ? side : Math.ceil(count / asked.columns));
  if (columns * rows < count) {
    throw new Problem(`A grid of ${columns} × ${rows} has ${columns * rows} cells for ${count} points; give more columns or rows.`);
  }
  return { columns, rows };
}
