/** From candidates in single precision to the nearest in double, and the proof that none was missed. */
import { distanceBetween } from './distance.ts';
import { makeHeap, sortHeap } from '../heap.ts';
import { CHUNK } from './products.ts';

/** The largest relative error of one operation in single precision. */
const UNIT: f64 = 1.0 / 16777216.0;
/** Operations on a value besides the sum of its product: centring, both halves, the difference; with room to spare. */
const SURPLUS: i32 = 8;

/**
 * For `count` rows from part · `count`: measures the `kept` candidates of every row precisely, writes the `k` nearest to
 * `nearest` and `distances`, and to `proven` whether they are surely the nearest of all rows.
 *
 * They are where the value of the farthest candidate in single precision exceeds that of the k-th neighbour by more than
 * rounding can have changed any value, `longest` being the greatest length of a row. `scratch` has room for `kept` doubles a part.
 */
export function refine(
  part: i32, count: i32, points: usize, rows: i32, columns: i32, cosine: i32, aside: usize,
  kept: i32, values: usize, indices: usize, halves: usize, scale: f64, longest: f64,
  k: i32, nearest: usize, distances: usize, proven: usize, scratch: usize,
): void {
  const rounding = <f64>(min(columns, CHUNK) + columns / CHUNK + SURPLUS) * UNIT;
  const precise = scratch + ((<usize>part * <usize>kept) << 3);
  const end = min((part + 1) * count, rows);
  for (let row = part * count; row < end; row += 1) {
    const candidates = indices + ((<usize>row * <usize>kept) << 2);
    const farthest = <f64>load<f32>(values + ((<usize>row * <usize>kept) << 2));
    for (let place = 0; place < kept; place += 1) {
      const other = load<i32>(candidates + (<usize>place << 2));
      store<f64>(precise + (<usize>place << 3), distanceBetween(points, columns, row, other, <bool>cosine, aside));
    }
    makeHeap<f64>(precise, candidates, kept);
    sortHeap<f64>(precise, candidates, kept);
    for (let place = 0; place < k; place += 1) {
      const to = ((<usize>row * <usize>k + place) << 2);
      store<i32>(nearest + to, load<i32>(candidates + (<usize>place << 2)));
      store<f32>(distances + to, <f32>load<f64>(precise + (<usize>place << 3)));
    }
    const last = load<f64>(precise + (<usize>(k - 1) << 3));
    const squared = (cosine ? 2 * last : last * last) * scale * scale;
    const half = <f64>load<f32>(halves + (<usize>row << 2));
    const slack = rounding * (Math.sqrt(2 * half) * longest + 0.5 * longest * longest + half);
    store<u8>(proven + <usize>row, kept === rows - 1 || farthest - slack > squared / 2 - half ? 1 : 0);
  }
}
