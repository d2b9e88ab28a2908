/** An order of points along which neighbours stay together. */
import type { PlacedPoints } from './costs.ts';

/** Squares of the curve along one side. */
const SIDE = 65536;

/**
 * Point numbers along a Hilbert curve through the map (D. Hilbert, Mathematische Annalen 38, 1891), then from top to bottom
 * and left to right; points in exactly the same place in the order of their index. Depends on nothing but the places.
 */
export function alongCurve({ x, y, columns, rows }: PlacedPoints): Uint32Array {
  const square = (value: number, cells: number): number => Math.floor((value / Math.max(1, cells - 1)) * (SIDE - 1));
  const distance = Float64Array.from(x, (value, point) => distanceAlong(square(value, columns), square(y[point]!, rows)));
  return Uint32Array.from(x.keys()).sort((a, b) => distance[a]! - distance[b]! || y[a]! - y[b]! || x[a]! - x[b]! || a - b);
}

function distanceAlong(column: number, row: number): number {
  let distance = 0;
  for (let side = SIDE / 2; side >= 1; side /= 2) {
    const right = (column & side) > 0 ? 1 : 0;
    const below = (row & side) > 0 ? 1 : 0;
    distance = 4 * distance + ((3 * right) ^ below);
    if (below === 1) continue;
    // The quarters at both ends of the curve are turned.
    if (right === 1) {
      column = SIDE - 1 - column;
      row = SIDE - 1 - row;
    }
    [column, row] = [row, column];
  }
  return distance;
}
