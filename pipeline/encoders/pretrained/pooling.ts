/** A layer's output made one vector. */
import { Problem } from '../../ground/problem.ts';
import { sizeOf } from '../../network/shapes.ts';
import type { Shape } from '../../network/spec.ts';
import type { Features } from './features.ts';

/**
 * `average`: the mean of each channel over the picture, so that what is seen counts and not where. `grid`: means over the cells of a
 * grid, so that the rough place counts too. `flatten`: every value, so that the exact place counts.
 */
export type Pooling = 'average' | 'flatten' | { grid: number };

/** Values of channels × height × width or, where the layer's output is a vector, that vector. */
export function pooled({ shape, values }: Features, pooling: Pooling): Float32Array {
  if (pooling === 'flatten' || shape.length !== 3) return Float32Array.from(values);
  const [channels, height, width] = shape as [number, number, number];
  const cells = pooling === 'average' ? 1 : pooling.grid;
  const [rows, columns] = [height / cells, width / cells];
  const means = new Float32Array(channels * cells * cells);
  let at = 0;
  for (let channel = 0; channel < channels; channel += 1) {
    for (let row = 0; row < height; row += 1) {
      const first = (channel * cells + Math.floor(row / rows)) * cells;
      for (let column = 0; column < width; column += 1) means[first + Math.floor(column / columns)]! += values[at++]!;
    }
  }
  return means.map((sum) => sum / (rows * columns));
}

/** Throws a Problem where a layer's output cannot be divided as asked. */
export function checkPooling(shape: Shape, layer: string, pooling: Pooling): void {
  if (typeof pooling === 'string') return;
  const [height, width] = shape.length === 3 ? [shape[1]!, shape[2]!] : [1, sizeOf(shape)];
  if (height === width && height % pooling.grid === 0) return;
  throw new Problem(`The layer “${layer}” has ${height} × ${width} places, which no grid of ${pooling.grid} × ${pooling.grid} divides evenly; choose a grid that does, or “average”.`);
}
