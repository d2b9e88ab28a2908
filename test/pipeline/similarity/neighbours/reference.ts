/** The plain search that the kernels are held against: every distance in double precision, then a sort. */
import type { Matrix } from '../../../../src/gallery/matrix.ts';
import { distances, type Metric } from '../../../../pipeline/similarity/distances.ts';
import type { Neighbours } from '../../../../pipeline/similarity/neighbours.ts';

export function plainNeighbours(points: Matrix, k: number, metric: Metric): Neighbours {
  const { fill } = distances(points, metric);
  const fromHere = new Float64Array(points.rows);
  const result: Neighbours = { indices: new Uint32Array(points.rows * k), distances: new Float32Array(points.rows * k) };
  for (let self = 0; self < points.rows; self += 1) {
    fill(self, fromHere);
    ranking(fromHere, self).subarray(0, k).forEach((other, place) => {
      result.indices[self * k + place] = other;
      result.distances[self * k + place] = fromHere[other]!;
    });
  }
  return result;
}

/** All other indices by their distances from `self`, nearest first, ties by index. */
export function ranking(fromHere: Float64Array, self: number): Uint32Array {
  const others = new Uint32Array(Math.max(0, fromHere.length - 1));
  for (let place = 0; place < others.length; place += 1) others[place] = place < self ? place : place + 1;
  return others.sort((a, b) => fromHere[a]! - fromHere[b]! || a - b);
}
