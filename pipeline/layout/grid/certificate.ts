/** A proof that an assignment is optimal, or by how much at most it is not. */
import { cost, type PlacedPoints } from './costs.ts';
import { assignmentWorkshop } from './kernels.ts';

/** Points between two pauses. */
const SLICE = 5000;

/**
 * Checks `cells` and bounds its distance from the optimum by linear programming duality. For any prices p ≤ 0 of cells no
 * assignment costs less than Σ_points min_cell (cost − p) + Σ_cells p; the gap is what `cells` costs beyond that.
 *
 * This uses nothing of how the assignment was found: wrong prices can only make the gap larger, never hide a worse cost.
 * The minima are found anew, with the bounds of tiles but without any list that was kept.
 * Throws an Error where two points share a cell or a point has none.
 */
export async function certify(
  points: PlacedPoints, cells: Uint32Array, prices: Float64Array, pause: () => Promise<void>,
): Promise<{ cost: number; gap: number }> {
  const size = points.columns * points.rows;
  const taken = new Uint8Array(size);
  let total = 0;
  cells.forEach((cell, point) => {
    if (cell >= size || taken[cell] === 1) throw new Error(`the grid gives point ${point} cell ${cell}, which is taken or does not exist`);
    taken[cell] = 1;
    total += cost(points, point, cell);
  });
  const bounded = prices.map((price) => Math.max(0, -price));
  const { kernels, memory, open } = await assignmentWorkshop();
  const seats = memory.integers(cells.length);
  const charges = memory.doubles(size);
  seats.set(cells);
  charges.set(bounded);
  open(points);
  kernels.startAt(charges.byteOffset);
  let bound = -bounded.reduce((sum, price) => sum + price, 0);
  for (let start = 0; start < cells.length; start += SLICE) {
    bound += kernels.sumOfLeast(seats.byteOffset, start, Math.min(cells.length, start + SLICE));
    await pause();
  }
  return { cost: total, gap: Math.max(0, total - bound) };
}
