/** Transforms across the columns, and the product with the kernel between them. */
import { scratchOf, spectrumPlane } from './columns.ts';
import { BATCH, ELEMENT, transform, transformHalf } from './fft.ts';

/**
 * Convolves: for every `parts`-th batch of the spectrum's heights from `part`, transforms across all columns, multiplies by
 * the kernel's transform and transforms back. In place.
 */
export function convolve(part: i32, parts: i32, side: i32, height: i32, spectrum: usize, kernel: usize, roots: usize, scratch: usize): void {
  const length = 2 * side;
  const room = scratchOf(scratch, length);
  const imaginary = <usize>length * ELEMENT;
  const other = room + 2 * imaginary;
  const row = <usize>height << 2;
  const plane = spectrumPlane(length, height);
  for (let first = part * BATCH; first < height; first += parts * BATCH) {
    const here = spectrum + (<usize>first << 2);
    for (let column = 0; column < side; column += 1) {
      const from = here + <usize>column * row;
      const to = room + <usize>column * ELEMENT;
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      v128.store(to + imaginary, v128.load(from + plane));
      v128.store(to + imaginary, v128.load(from + plane, 16), 16);
    }
    const result = transformHalf(room, other, length, roots);
    for (let column = 0; column < length; column += 1) {
      const at = result + <usize>column * ELEMENT;
      const factor = kernel + <usize>column * row + (<usize>first << 2);
      for (let lanes: usize = 0; lanes < ELEMENT; lanes += 16) {
        const by = v128.load(factor + lanes);
        v128.store(at + lanes, f32x4.mul(v128.load(at + lanes), by));
        // Conjugated, so that the next transform is the inverse one.
        v128.store(at + imaginary + lanes, f32x4.neg(f32x4.mul(v128.load(at + imaginary + lanes), by)));
      }
    }
    const back = transform(result, result === room ? other : room, length, roots);
    for (let column = 0; column < side; column += 1) {
      const from = back + <usize>column * ELEMENT;
      const to = here + <usize>column * row;
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      v128.store(to + plane, f32x4.neg(v128.load(from + imaginary)));
      v128.store(to + plane, f32x4.neg(v128.load(from + imaginary, 16)), 16);
    }
  }
}

/**
 * The kernel's transform, which is real, from the spectrum of its columns: divided by the transform of the B-spline in both
 * directions, once for spreading and once for gathering, and by the scale of the inverse transforms. Essmann et al. (1995).
 */
export function kernelAcross(part: i32, parts: i32, side: i32, height: i32, spectrum: usize, kernel: usize, roots: usize, scratch: usize): void {
  const length = 2 * side;
  const room = scratchOf(scratch, length);
  const imaginary = <usize>length * ELEMENT;
  const row = <usize>height << 2;
  for (let first = part * BATCH; first < height; first += parts * BATCH) {
    for (let column = 0; column < length; column += 1) {
      const from = spectrum + <usize>min(column, length - column) * row + (<usize>first << 2);
      v128.store(room + <usize>column * ELEMENT, v128.load(from));
      v128.store(room + <usize>column * ELEMENT, v128.load(from, 16), 16);
    }
    memory.fill(room + imaginary, 0, imaginary);
    const result = transform(room, room + 2 * imaginary, length, roots);
    for (let column = 0; column < length; column += 1) {
      for (let lane = 0; lane < BATCH; lane += 1) {
        const value = <f64>load<f32>(result + <usize>column * ELEMENT + (<usize>lane << 2));
        const smoothing = splineTransform(roots, column) * splineTransform(roots, (first + lane) % length);
        store<f32>(kernel + <usize>column * row + (<usize>(first + lane) << 2), <f32>(value / (smoothing * smoothing * <f64>length * <f64>length)));
      }
    }
  }
}

/** The transform of the values of the quintic B-spline on grid lines: 1, 26, 66, 26 and 1, by 120. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
function splineTransform(roots: usize, k: i32): f64 {
  const cosine = <f64>load<f32>(roots + (<usize>k << 3));
  return (64 + 52 * cosine + 4 * cosine * cosine) / 120;
}
