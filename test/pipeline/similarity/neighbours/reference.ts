/** The plain search that the kernels are held against: every distance in double precision, then a sort. */
import type { Matrix } from '../../../../src/gallery/matrix.ts';
import { distances, type Metric } from '../../../../pipeline/similarity/distances.ts';
import { nearest, type Neighbours } from '../../../../pipeline/similarity/neighbours.ts';

/** `every`: lists of each so many-th row alone, end to end. */
export function plainNeighbours(points: Matrix, k: number, metric: Metric, every = 1): Neighbours {
  const { fill } = distances(points, metric);
  const fromHere = new Float64Array(points.rows);
  const queries = Math.ceil(points.rows / every);
  const result: Neighbours = { indices: new Uint32Array(queries * k), distances: new Float32Array(queries * k) };
  for (let query = 0; query < queries; query += 1) {
    const self = query * every;
    fill(self, fromHere);
    nearest(fromHere, self, k).forEach((other, place) => {
      result.indices[query * k + place] = other;
      result.distances[query * k + place] = fromHere[other]!;
    });
  }
  return result;
}
