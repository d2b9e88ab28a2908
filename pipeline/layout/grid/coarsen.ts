/** The same assignment in fewer and larger pieces. */
import type { PlacedPoints } from './costs.ts';

/** Grids of so few cells are solved at once. */
const FEW_CELLS = 100;

/**
 * Assignments from coarse to fine, the last the one given: each has cells twice as wide as the next, and for every four
 * points, in the order given, one in their middle.
 */
export function coarseToFine(points: PlacedPoints): PlacedPoints[] {
  const levels = [points];
  while (levels[0]!.columns * levels[0]!.rows > FEW_CELLS) levels.unshift(halved(levels[0]!));
  return levels;
}

function halved({ x, y, columns, rows }: PlacedPoints): PlacedPoints {
  const coarse = { columns: Math.ceil(columns / 2), rows: Math.ceil(rows / 2) };
  // As many as leave the same share of cells empty.
  const groups = Math.max(1, Math.round((x.length * coarse.columns * coarse.rows) / (columns * rows)));
  const middle = (values: Float64Array): Float64Array => Float64Array.from({ length: groups }, (_, group) => {
    const start = Math.floor((group * values.length) / groups);
    const end = Math.max(start + 1, Math.floor(((group + 1) * values.length) / groups));
    let sum = 0;
    for (let at = start; at < end; at += 1) sum += values[at]!;
    // Cell c covers the fine cells 2c and 2c + 1.
    return (sum / (end - start) - 0.5) / 2;
  });
  return { ...coarse, x: middle(x), y: middle(y) };
}
