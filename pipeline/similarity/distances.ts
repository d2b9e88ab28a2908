/** Distances between rows of a matrix: the one place that computes them. */
import type { Matrix } from '../../src/gallery/matrix.ts';
import { Problem } from '../ground/problem.ts';

export type Metric = 'euclidean' | 'cosine';

/**
 * Squared Euclidean distance of two rows. Four running sums, because one alone makes every addition wait for the last.
 */
export function squaredDistance(points: Matrix, first: number, second: number): number {
  const { data, columns } = points;
  let a = first * columns;
  let b = second * columns;
  const end = a + columns;
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (; a + 3 < end; a += 4, b += 4) {
    const d0 = data[a]! - data[b]!;
    const d1 = data[a + 1]! - data[b + 1]!;
    const d2 = data[a + 2]! - data[b + 2]!;
    const d3 = data[a + 3]! - data[b + 3]!;
    sum0 += d0 * d0;
    sum1 += d1 * d1;
    sum2 += d2 * d2;
    sum3 += d3 * d3;
  }
  for (; a < end; a += 1, b += 1) {
    const difference = data[a]! - data[b]!;
    sum0 += difference * difference;
  }
  return sum0 + sum1 + (sum2 + sum3);
}

/**
 * Distances from any row to all rows, under a metric. `fill` writes `rows` distances from row `index` into `into`;
 * the distance of a row to itself is 0.
 *
 * Cosine distance is 1 − cos, computed as half the squared distance of the unit vectors: unlike 1 − u·v this is exactly 0
 * for equal directions and keeps its precision near them. A row of zeros has no direction; its distance to every other
 * row is 1, as if at right angles. Throws a Problem where a value is not a finite number.
 */
export function distances(points: Matrix, metric: Metric): { fill: (index: number, into: Float64Array) => void } {
  refuseNonFinite(points);
  if (metric === 'euclidean') {
    return {
      fill: (index, into) => {
        for (let other = 0; other < points.rows; other += 1) into[other] = Math.sqrt(squaredDistance(points, index, other));
      },
    };
  }
  const { unit, directionless } = unitRows(points);
  return {
    fill: (index, into) => {
      for (let other = 0; other < points.rows; other += 1) {
        const aside = directionless[index] === 1 || directionless[other] === 1;
        into[other] = aside ? 1 : squaredDistance(unit, index, other) / 2;
      }
      into[index] = 0;
    },
  };
}

/**
 * Points whose Euclidean distances order as distances of the given points do under a metric. For cosine: unit vectors; a row
 * of zeros stays and gets a further column, which puts it as far from every direction as a right angle.
 */
export function comparable(points: Matrix, metric: Metric): Matrix {
  if (metric === 'euclidean') return points;
  const { unit, directionless } = unitRows(points);
  if (!directionless.includes(1)) return unit;
  const columns = points.columns + 1;
  const data = new Float32Array(points.rows * columns);
  for (let row = 0; row < points.rows; row += 1) {
    data.set(unit.data.subarray(row * points.columns, (row + 1) * points.columns), row * columns);
    data[row * columns + points.columns] = directionless[row]!;
  }
  return { data, rows: points.rows, columns };
}

/** Throws a Problem that names the first value which is not a finite number. */
export function refuseNonFinite(points: Matrix): void {
  if (points.data.length !== points.rows * points.columns) {
    throw new RangeError(`a matrix of ${points.rows} × ${points.columns} holds ${points.data.length} values`);
  }
  for (let index = 0; index < points.data.length; index += 1) {
    if (!Number.isFinite(points.data[index])) {
      throw new Problem(
        `Value ${(index % points.columns) + 1} of point ${Math.floor(index / points.columns) + 1} is ${points.data[index]}, `
        + 'not a finite number; the encoder that made it has failed, so train it again or leave the picture out.',
      );
    }
  }
}

/**
 * Rows scaled to length 1; `directionless` marks with 1 those of zeros, which stay. The scale of each row is taken out first, so that tiny
 * and huge rows keep their direction.
 */
export function unitRows(points: Matrix): { unit: Matrix; directionless: Uint8Array } {
  const { rows, columns, data } = points;
  const unit: Matrix = { data: new Float32Array(data.length), rows, columns };
  const directionless = new Uint8Array(rows);
  for (let index = 0; index < rows; index += 1) {
    const start = index * columns;
    let largest = 0;
    for (let at = start; at < start + columns; at += 1) largest = Math.max(largest, Math.abs(data[at]!));
    if (largest === 0) {
      directionless[index] = 1;
      continue;
    }
    let sum = 0;
    for (let at = start; at < start + columns; at += 1) sum += (data[at]! / largest) ** 2;
    const length = Math.sqrt(sum);
    for (let at = start; at < start + columns; at += 1) unit.data[at] = data[at]! / largest / length;
  }
  return { unit, directionless };
}
