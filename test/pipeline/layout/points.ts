/** Points for the tests of maps. */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { seeded } from '../../../pipeline/ground/random.ts';

export const matrix = (rows: readonly (readonly number[])[]): Matrix => ({
  data: Float32Array.from(rows.flat()), rows: rows.length, columns: rows[0]?.length ?? 0,
});

/** Normally distributed points; each axis is wider than the next, so that principal components are well apart. */
export function cloud(rows: number, columns: number, seed: number): Matrix {
  const random = seeded(seed, 'test cloud');
  return { data: Float32Array.from({ length: rows * columns }, (_, at) => random.normal() / (1 + (at % columns))), rows, columns };
}

/** `groups` tight groups, far from one another; row r belongs to group r % groups. */
export function clusters(rows: number, columns: number, groups: number, seed: number): Matrix {
  const random = seeded(seed, 'test clusters');
  const centres = Array.from({ length: groups * columns }, () => 20 * random.normal());
  return {
    data: Float32Array.from({ length: rows * columns }, (_, at) => {
      const group = Math.floor(at / columns) % groups;
      return centres[group * columns + (at % columns)]! + random.normal();
    }),
    rows,
    columns,
  };
}

/** Row `order[r]` of the points becomes row r. */
export function reordered(points: Matrix, order: readonly number[]): Matrix {
  return matrix(order.map((from) => Array.from(points.data.subarray(from * points.columns, (from + 1) * points.columns))));
}
