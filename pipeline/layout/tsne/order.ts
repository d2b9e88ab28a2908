/** An order of the points that depends on nothing but the points. */
import type { Matrix } from '../../../src/gallery/matrix.ts';

/**
 * Rows by their values, the first that differs decides: point `order[place]` comes at `place`. Sums are made in this order, so
 * that the map does not depend on the order in which the points are given. Equal rows keep theirs.
 */
export function orderByContent({ data, rows, columns }: Matrix): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => row).sort((first, second) => {
    for (let column = 0; column < columns; column += 1) {
      const difference = data[first * columns + column]! - data[second * columns + column]!;
      if (difference !== 0) return difference;
    }
    return first - second;
  });
}

/** The values of `width` a point, rearranged: those of point `order[place]` come at `place`. */
export function inOrder<Values extends Float32Array | Float64Array>(values: Values, order: Uint32Array, width: number): Values {
  const result = values.slice() as Values;
  order.forEach((from, place) => result.set(values.subarray(from * width, (from + 1) * width), place * width));
  return result;
}

/** Undoes `inOrder` for a map: what is at `place` goes back to point `order[place]`. */
export function outOfOrder(map: Float32Array, order: Uint32Array): Float32Array {
  const result = new Float32Array(map.length);
  order.forEach((to, place) => result.set(map.subarray(2 * place, 2 * place + 2), 2 * to));
  return result;
}
