/**
 * Products of a long matrix M, length × breadth, with itself and with blocks of vectors. M is stored in strips of PANEL
 * columns, each as [row][column of the strip] float32; blocks of vectors alike. Products are made in single precision over
 * short stretches and added up in double.
 */
import { PANEL } from '../knn/panels.ts';
import { multiplyPanels } from '../knn/products.ts';

/** Bytes of one row of a strip. */
const STEP: usize = <usize>PANEL * 4;
/** Rows whose products are summed in single precision. */
const STRETCH: i32 = 256;
/** Strips whose stretches fit the second cache together. */
const BLOCK: i32 = 6;

// @ts-expect-error: a decorator of AssemblyScript
@inline
function stripAt(data: usize, strip: i32, length: i32): usize {
  return data + <usize>strip * <usize>length * STEP;
}

/**
 * MᵀM: pair `part` of blocks of strips, of blocks · (blocks + 1) / 2. `into` is padded × padded doubles, padded = strips · PANEL,
 * zero before; what is on and below the diagonal of strips is written. `scratch` has room for PANEL² floats a part.
 */
export function multiplyStrips(part: i32, strips: i32, length: i32, data: usize, into: usize, scratch: usize): void {
  let row = 0;
  while ((row + 1) * (row + 2) / 2 <= part) row += 1;
  const column = part - row * (row + 1) / 2;
  const products = scratch + <usize>part * STEP * PANEL;
  const rowEnd = min((row + 1) * BLOCK, strips);
  const columnEnd = min((column + 1) * BLOCK, strips);
  for (let start = 0; start < length; start += STRETCH) {
    const count = min(STRETCH, length - start);
    for (let i = row * BLOCK; i < rowEnd; i += 1) {
      for (let j = column * BLOCK; j < min(columnEnd, i + 1); j += 1) {
        multiplyPanels(stripAt(data, i, length) + <usize>start * STEP, stripAt(data, j, length) + <usize>start * STEP, count, products);
        for (let line = 0; line < PANEL; line += 1) {
          addDoubles(products + <usize>line * STEP, into + ((<usize>(i * PANEL + line) * <usize>(strips * PANEL) + <usize>(j * PANEL)) << 3));
        }
      }
    }
  }
}

/** Mᵀ·Y for strip `part` of M; Y, length × width, in strips. `into`: doubles, breadth × width, row-major. `scratch` as above. */
export function timesTransposed(part: i32, length: i32, data: usize, vectors: usize, vectorStrips: i32, into: usize, scratch: usize): void {
  const products = scratch + <usize>part * STEP * PANEL;
  const width = <usize>(vectorStrips * PANEL);
  memory.fill(into + ((<usize>(part * PANEL) * width) << 3), 0, (<usize>PANEL * width) << 3);
  for (let start = 0; start < length; start += STRETCH) {
    const count = min(STRETCH, length - start);
    for (let other = 0; other < vectorStrips; other += 1) {
      multiplyPanels(stripAt(data, part, length) + <usize>start * STEP, stripAt(vectors, other, length) + <usize>start * STEP, count, products);
      for (let line = 0; line < PANEL; line += 1) {
        addDoubles(products + <usize>line * STEP, into + ((<usize>(part * PANEL + line) * width + <usize>(other * PANEL)) << 3));
      }
    }
  }
}

/** M·V for rows part · `count` … of M; V, breadth × width, in strips of `breadth` padded rows; the result, length × width, in strips. */
export function timesBlock(part: i32, count: i32, length: i32, strips: i32, data: usize, vectors: usize, vectorStrips: i32, into: usize): void {
  const end = min((part + 1) * count, length);
  for (let row = part * count; row < end; row += 6) {
    // The last tile ends with the last row and does some of it again.
    const first = max(0, min(row, length - 6));
    for (let strip = 0; strip < vectorStrips; strip += 1) {
      for (let lane = 0; lane < PANEL; lane += 8) {
        tile(
          data + <usize>first * STEP, <usize>length * STEP, strips, min(6, length),
          stripAt(vectors, strip, strips * PANEL) + (<usize>lane << 2), stripAt(into, strip, length) + <usize>first * STEP + (<usize>lane << 2),
        );
      }
    }
  }
}

/** Six rows of M times eight vectors. Where M has fewer rows, the surplus is computed from what follows and not written. */
function tile(data: usize, stripBytes: usize, strips: i32, rows: i32, vectors: usize, into: usize): void {
  let a0 = f32x4.splat(0), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0, e0 = a0, e1 = a0, f0 = a0, f1 = a0;
  for (let strip = 0; strip < strips; strip += 1) {
    for (let lane: usize = 0; lane < STEP; lane += 4, vectors += STEP) {
      const left = v128.load(vectors), right = v128.load(vectors, 16);
      let value = v128.load_splat<f32>(data + lane);
      a0 = f32x4.relaxed_madd(value, left, a0); a1 = f32x4.relaxed_madd(value, right, a1);
      value = v128.load_splat<f32>(data + lane, STEP);
      b0 = f32x4.relaxed_madd(value, left, b0); b1 = f32x4.relaxed_madd(value, right, b1);
      value = v128.load_splat<f32>(data + lane, 2 * STEP);
      c0 = f32x4.relaxed_madd(value, left, c0); c1 = f32x4.relaxed_madd(value, right, c1);
      value = v128.load_splat<f32>(data + lane, 3 * STEP);
      d0 = f32x4.relaxed_madd(value, left, d0); d1 = f32x4.relaxed_madd(value, right, d1);
      value = v128.load_splat<f32>(data + lane, 4 * STEP);
      e0 = f32x4.relaxed_madd(value, left, e0); e1 = f32x4.relaxed_madd(value, right, e1);
      value = v128.load_splat<f32>(data + lane, 5 * STEP);
      f0 = f32x4.relaxed_madd(value, left, f0); f1 = f32x4.relaxed_madd(value, right, f1);
    }
    data += stripBytes;
  }
  put(into, a0, a1);
  if (rows > 1) put(into + STEP, b0, b1);
  if (rows > 2) put(into + 2 * STEP, c0, c1);
  if (rows > 3) put(into + 3 * STEP, d0, d1);
  if (rows > 4) put(into + 4 * STEP, e0, e1);
  if (rows > 5) put(into + 5 * STEP, f0, f1);
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function put(into: usize, left: v128, right: v128): void {
  v128.store(into, left);
  v128.store(into, right, 16);
}

/** Adds PANEL floats to PANEL doubles. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
function addDoubles(floats: usize, doubles: usize): void {
  for (let lane: usize = 0; lane < <usize>PANEL; lane += 2) {
    const at = doubles + (lane << 3);
    v128.store(at, f64x2.add(v128.load(at), f64x2.promote_low_f32x4(v128.load64_zero(floats + (lane << 2)))));
  }
}
