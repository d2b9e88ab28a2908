/**
 * Transforms along the columns of a real grid. Two batches of columns go together as real and imaginary part, and as the
 * transform of a real sequence mirrors itself, half of it is kept: `height` values a column, a multiple of eight above side.
 * The spectrum lies transposed, a column of the grid in a row: so the next transform, across, finds neighbours side by side.
 * W. Press et al., Numerical Recipes, section 12.3.
 */
import { THREAD } from '../thread.ts';
import { BATCH, ELEMENT, transform, transformHalf } from './fft.ts';

/** Columns that go together. */
export const PAIR: i32 = 2 * BATCH;

/** Two rooms for a transform, of this thread. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
export function scratchOf(scratch: usize, length: i32): usize {
  return scratch + <usize>THREAD * 4 * <usize>length * ELEMENT;
}

/**
 * From the sum of `copies` grids (side lines of `stride` values) to the spectrum of its columns, filled up with zeros to
 * 2 · side lines; every `parts`-th pair of batches from `part`.
 */
export function columnsForward(
  part: i32, parts: i32, side: i32, stride: i32, height: i32, grids: usize, copies: i32, spectrum: usize, roots: usize, scratch: usize,
): void {
  const length = 2 * side;
  const room = scratchOf(scratch, length);
  const imaginary = <usize>length * ELEMENT;
  const copy = <usize>side * <usize>stride << 2;
  for (let first = part * PAIR; first < side; first += parts * PAIR) {
    for (let line = 0; line < side; line += 1) {
      const from = grids + (<usize>(line * stride + first) << 2);
      const to = room + <usize>line * ELEMENT;
      let a = v128.load(from), b = v128.load(from, 16), c = v128.load(from, 32), d = v128.load(from, 48);
      for (let other = 1; other < copies; other += 1) {
        const more = from + <usize>other * copy;
        a = f32x4.add(a, v128.load(more));
        b = f32x4.add(b, v128.load(more, 16));
        c = f32x4.add(c, v128.load(more, 32));
        d = f32x4.add(d, v128.load(more, 48));
      }
      v128.store(to, a);
      v128.store(to, b, 16);
      v128.store(to + imaginary, c);
      v128.store(to + imaginary, d, 16);
    }
    separate(transformHalf(room, room + 2 * imaginary, length, roots), length, height, spectrum, first);
  }
}

/** The same for the kernel 1 / (1 + r²) on lines `spacing` apart, of columns 0 … side; its other half mirrors this one. */
export function kernelColumns(
  part: i32, parts: i32, side: i32, height: i32, spacing: f32, spectrum: usize, roots: usize, scratch: usize,
): void {
  const length = 2 * side;
  const room = scratchOf(scratch, length);
  const imaginary = <usize>length * ELEMENT;
  for (let first = part * PAIR; first <= side; first += parts * PAIR) {
    for (let line = 0; line < length; line += 1) {
      const y = <f32>min(line, length - line) * spacing;
      for (let column = 0; column < PAIR; column += 1) {
        const x = <f32>(first + column) * spacing;
        const to = room + <usize>line * ELEMENT + (<usize>(column % BATCH) << 2);
        store<f32>(column < BATCH ? to : to + imaginary, 1 / (1 + x * x + y * y));
      }
    }
    separate(transform(room, room + 2 * imaginary, length, roots), length, height, spectrum, first);
  }
}

/** Takes the two transforms apart, by their symmetry, and writes the first half of each of their columns into a row. */
function separate(result: usize, length: i32, height: i32, spectrum: usize, first: i32): void {
  const imaginary = <usize>length * ELEMENT;
  const row = <usize>height << 2;
  const plane = spectrumPlane(length, height);
  const half = f32x4.splat(0.5);
  for (let lanes = 0; lanes < BATCH; lanes += 4) {
    const toFirst = spectrum + <usize>(first + lanes) * row;
    const toSecond = toFirst + <usize>BATCH * row;
    for (let k = 0; k < height; k += 4) {
      let fr0 = half, fr1 = half, fr2 = half, fr3 = half, fi0 = half, fi1 = half, fi2 = half, fi3 = half;
      let sr0 = half, sr1 = half, sr2 = half, sr3 = half, si0 = half, si1 = half, si2 = half, si3 = half;
      for (let next = 0; next < 4; next += 1) {
        const here = result + <usize>(k + next) * ELEMENT + (<usize>lanes << 2);
        const mirror = result + <usize>(k + next === 0 ? 0 : length - k - next) * ELEMENT + (<usize>lanes << 2);
        const r = v128.load(here), i = v128.load(here + imaginary), mr = v128.load(mirror), mi = v128.load(mirror + imaginary);
        const fr = f32x4.mul(half, f32x4.add(r, mr)), fi = f32x4.mul(half, f32x4.sub(i, mi));
        const sr = f32x4.mul(half, f32x4.add(i, mi)), si = f32x4.mul(half, f32x4.sub(mr, r));
        if (next === 0) { fr0 = fr; fi0 = fi; sr0 = sr; si0 = si; }
        else if (next === 1) { fr1 = fr; fi1 = fi; sr1 = sr; si1 = si; }
        else if (next === 2) { fr2 = fr; fi2 = fi; sr2 = sr; si2 = si; }
        else { fr3 = fr; fi3 = fi; sr3 = sr; si3 = si; }
      }
      const offset = <usize>k << 2;
      storeTransposed(toFirst + offset, row, fr0, fr1, fr2, fr3);
      storeTransposed(toFirst + plane + offset, row, fi0, fi1, fi2, fi3);
      storeTransposed(toSecond + offset, row, sr0, sr1, sr2, sr3);
      storeTransposed(toSecond + plane + offset, row, si0, si1, si2, si3);
    }
  }
}

/** Back from the spectrum of columns, after a convolution, to the grid: every `parts`-th pair of batches from `part`. */
export function columnsBack(
  part: i32, parts: i32, side: i32, stride: i32, height: i32, spectrum: usize, grid: usize, roots: usize, scratch: usize,
): void {
  const length = 2 * side;
  const room = scratchOf(scratch, length);
  const imaginary = <usize>length * ELEMENT;
  for (let first = part * PAIR; first < side; first += parts * PAIR) {
    join(room, length, height, spectrum, first);
    // The inverse transform is the conjugate of the transform of the conjugate.
    const result = transform(room, room + 2 * imaginary, length, roots);
    for (let line = 0; line < side; line += 1) {
      const from = result + <usize>line * ELEMENT;
      const to = grid + (<usize>(line * stride + first) << 2);
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      v128.store(to, f32x4.neg(v128.load(from + imaginary)), 32);
      v128.store(to, f32x4.neg(v128.load(from + imaginary, 16)), 48);
    }
  }
}

/** Undoes `separate`, and conjugates. */
function join(room: usize, length: i32, height: i32, spectrum: usize, first: i32): void {
  const imaginary = <usize>length * ELEMENT;
  const row = <usize>height << 2;
  const plane = spectrumPlane(length, height);
  for (let lanes = 0; lanes < BATCH; lanes += 4) {
    const fromFirst = spectrum + <usize>(first + lanes) * row;
    const fromSecond = fromFirst + <usize>BATCH * row;
    for (let k = 0; 2 * k <= length; k += 4) {
      for (let next = 0; next < 4 && 2 * (k + next) <= length; next += 1) {
        const offset = <usize>(k + next) << 2;
        const fr = loadDown(fromFirst + offset, row), fi = loadDown(fromFirst + plane + offset, row);
        const sr = loadDown(fromSecond + offset, row), si = loadDown(fromSecond + plane + offset, row);
        const here = room + <usize>(k + next) * ELEMENT + (<usize>lanes << 2);
        const mirror = room + <usize>(k + next === 0 ? 0 : length - k - next) * ELEMENT + (<usize>lanes << 2);
        v128.store(mirror, f32x4.add(fr, si));
        v128.store(mirror + imaginary, f32x4.sub(fi, sr));
        v128.store(here, f32x4.sub(fr, si));
        v128.store(here + imaginary, f32x4.neg(f32x4.add(fi, sr)));
      }
    }
  }
}

/** Bytes from the real to the imaginary parts of a spectrum: its rows are the columns 0 … side, filled up to whole pairs. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
export function spectrumPlane(length: i32, height: i32): usize {
  return <usize>((length / 2 + PAIR) / PAIR * PAIR) * <usize>height << 2;
}

/** Stores four vectors as columns of a square of four rows. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
function storeTransposed(to: usize, row: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = f32x4.shuffle(a, b, 0, 4, 1, 5), ab2 = f32x4.shuffle(a, b, 2, 6, 3, 7);
  const cd = f32x4.shuffle(c, d, 0, 4, 1, 5), cd2 = f32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(to, f32x4.shuffle(ab, cd, 0, 1, 4, 5));
  v128.store(to + row, f32x4.shuffle(ab, cd, 2, 3, 6, 7));
  v128.store(to + 2 * row, f32x4.shuffle(ab2, cd2, 0, 1, 4, 5));
  v128.store(to + 3 * row, f32x4.shuffle(ab2, cd2, 2, 3, 6, 7));
}

/** Four values one below the other. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
function loadDown(from: usize, row: usize): v128 {
  let lanes = v128.load32_zero(from);
  lanes = v128.load_lane<u32>(from + row, lanes, 1);
  lanes = v128.load_lane<u32>(from + 2 * row, lanes, 2);
  return v128.load_lane<u32>(from + 3 * row, lanes, 3);
}
