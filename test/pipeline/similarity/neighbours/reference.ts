/** The plain search that the kernels are held against: every distance in double precision, then a sort. */
import type { Matrix } from '../../../../src/gallery/matrix.ts';
import { distances, type Metric } from '../../../../pipeline/similarity/distances.ts';
import type { Neighbours } from '../../../../pipeline/similarity/neighbours.ts';

/** `every`: lists of each so many-th row alone, end to end. */
export function plainNeighbours(points: Matrix, k: number, metric: Metric, every = 1): Neighbours {
  const { fill } = distances(points, metric);
  const fromHere = new Float64Array(points.rows);
  const queries = Math.ceil(points.rows / every);
  const result: Neighbours = { indices: new Uint32Array(queries * k), distances: new Float32Array(queries * k) };
  for (let query = 0; query < queries; query += 1) {
    const self = query * every;
    fill(self, fromHere);
    ranking(fromHere, self).subarray(0, k).forEach((other, place) => {
      result.indices[query * k + place] = other;
      result.distances[query * k + place] = fromHere[other]!;
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
