/** Scalar products of all rows of one panel with all rows of another. */
import { PANEL } from './panels.ts';

/**
 * Columns that are summed in one go. A stretch of two panels then fits the first cache, and as the sums of stretches are
 * added up in turn, rounding grows with CHUNK + columns / CHUNK and not with the number of columns.
 */
export const CHUNK: i32 = 128;

/** Bytes of one column of a panel. */
const STEP: usize = <usize>PANEL * 4;

/** Writes the PANEL × PANEL products, row-major, to `products`. */
export function multiplyPanels(first: usize, second: usize, columns: i32, products: usize): void {
  for (let start = 0; start < columns; start += CHUNK) {
    const end = min(start + CHUNK, columns);
    const bytes = <usize>(end - start) * STEP;
    const offset = <usize>start * STEP;
    for (let row = 0; row < PANEL; row += 6) {
      for (let column = 0; column < PANEL; column += 8) {
        tile(
          first + offset + (<usize>row << 2), second + offset + (<usize>column << 2), bytes,
          products + (<usize>(row * PANEL + column) << 2), start > 0,
        );
      }
    }
  }
}

/**
 * A tile of 6 × 8 products over one stretch of columns, in twelve registers: with two more for the loads and one for the
 * broadcast value this fills the fifteen that the engine hands out on x86.
 */
function tile(first: usize, second: usize, bytes: usize, into: usize, add: bool): void {
  let a0 = f32x4.splat(0), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0, e0 = a0, e1 = a0, f0 = a0, f1 = a0;
  for (let at: usize = 0; at < bytes; at += STEP) {
    const left = v128.load(second + at), right = v128.load(second + at, 16);
    let row = v128.load_splat<f32>(first + at);
    a0 = f32x4.relaxed_madd(row, left, a0); a1 = f32x4.relaxed_madd(row, right, a1);
    row = v128.load_splat<f32>(first + at, 4);
    b0 = f32x4.relaxed_madd(row, left, b0); b1 = f32x4.relaxed_madd(row, right, b1);
    row = v128.load_splat<f32>(first + at, 8);
    c0 = f32x4.relaxed_madd(row, left, c0); c1 = f32x4.relaxed_madd(row, right, c1);
    row = v128.load_splat<f32>(first + at, 12);
    d0 = f32x4.relaxed_madd(row, left, d0); d1 = f32x4.relaxed_madd(row, right, d1);
    row = v128.load_splat<f32>(first + at, 16);
    e0 = f32x4.relaxed_madd(row, left, e0); e1 = f32x4.relaxed_madd(row, right, e1);
    row = v128.load_splat<f32>(first + at, 20);
    f0 = f32x4.relaxed_madd(row, left, f0); f1 = f32x4.relaxed_madd(row, right, f1);
  }
  put(into, a0, a1, add);
  put(into + STEP, b0, b1, add);
  put(into + 2 * STEP, c0, c1, add);
  put(into + 3 * STEP, d0, d1, add);
  put(into + 4 * STEP, e0, e1, add);
  put(into + 5 * STEP, f0, f1, add);
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function put(into: usize, left: v128, right: v128, add: bool): void {
  v128.store(into, add ? f32x4.add(v128.load(into), left) : left);
  v128.store(into, add ? f32x4.add(v128.load(into, 16), right) : right, 16);
}
