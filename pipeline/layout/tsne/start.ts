/** Where the points of a map begin. */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import type { Random } from '../../ground/random.ts';
import { pca } from '../pca.ts';

/** Standard deviation of the first axis at the start: so small that every point feels every other. */
const SPREAD = 1e-4;

/**
 * The first two principal components, interleaved, scaled to a standard deviation of 1e-4 on the first: a start that keeps
 * the large-scale arrangement. D. Kobak and P. Berens, Nature Communications 10 (2019). Points with one value, or none that
 * differs, get zeros where there is no component.
 */
export async function principalStart(points: Matrix, seed: number): Promise<Float64Array> {
  const axes = Math.min(2, points.columns);
  const { projected } = await pca(points, axes, { seed });
  const start = new Float64Array(2 * points.rows);
  let sum = 0;
  for (let index = 0; index < points.rows; index += 1) {
    for (let axis = 0; axis < axes; axis += 1) start[2 * index + axis] = projected.data[index * axes + axis]!;
    sum += start[2 * index]! ** 2;
  }
  const deviation = Math.sqrt(sum / points.rows);
  return deviation > 0 ? start.map((value) => (value / deviation) * SPREAD) : start;
}

/**
 * The start with a little noise, `amount` of its standard deviation: enough to part points that coincide or lie on a line,
 * which otherwise could never leave each other or the line, and, with more of it, to end in another local optimum.
 */
export function shaken(start: Float32Array | Float64Array, amount: number, random: Random): Float64Array {
  return Float64Array.from(start, (value) => value + amount * SPREAD * random.normal());
}
