/** A proof that an assignment is optimal, or by how much at most it is not. */
import { cost, costsOf, type PlacedPoints } from './costs.ts';

/**
 * Checks `cells` and bounds its distance from the optimum by linear programming duality. For any prices p ≤ 0 of cells no
 * assignment costs less than Σ_points min_cell (cost − p) + Σ_cells p; the gap is what `cells` costs beyond that.
 *
 * This uses nothing of how the assignment was found: wrong prices can only make the gap larger, never hide a worse cost.
 * Throws an Error where two points share a cell or a point has none.
 */
export function certify(points: PlacedPoints, cells: Uint32Array, prices: Float64Array): { cost: number; gap: number } {
  const size = points.columns * points.rows;
  const taken = new Uint8Array(size);
  let total = 0;
  cells.forEach((cell, point) => {
    if (cell >= size || taken[cell] === 1) throw new Error(`the grid gives point ${point} cell ${cell}, which is taken or does not exist`);
    taken[cell] = 1;
    total += cost(points, point, cell);
  });
  const bounded = prices.map((price) => Math.min(0, price));
  let bound = bounded.reduce((sum, price) => sum + price, 0);
  const costs = new Float64Array(size);
  for (let point = 0; point < cells.length; point += 1) {
    costsOf(points, point, costs);
    let least = Infinity;
    for (let cell = 0; cell < size; cell += 1) least = Math.min(least, costs[cell]! - bounded[cell]!);
    bound += least;
  }
  return { cost: total, gap: Math.max(0, total - bound) };
}
