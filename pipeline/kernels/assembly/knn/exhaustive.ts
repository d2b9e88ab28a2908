/** The plain search in double precision, for rows that the fast one cannot vouch for. */
import { distanceBetween } from './distance.ts';
import { replaceLargest, sortHeap } from '../heap.ts';

/**
 * For row `list[part]`: compares it with all `rows` and writes its `k` nearest, equally near ones by index, to place `part` of
 * `nearest` and `distances`. `scratch` has room for `k` doubles a part.
 */
export function searchAll(
  part: i32, list: usize, points: usize, rows: i32, columns: i32, cosine: i32, aside: usize,
  k: i32, nearest: usize, distances: usize, scratch: usize,
): void {
  const row = load<i32>(list + (<usize>part << 2));
  const values = scratch + ((<usize>part * <usize>k) << 3);
  const to = (<usize>part * <usize>k) << 2;
  for (let place = 0; place < k; place += 1) {
    store<f64>(values + (<usize>place << 3), f64.POSITIVE_INFINITY);
    store<i32>(nearest + to + (<usize>place << 2), i32.MAX_VALUE);
  }
  for (let other = 0; other < rows; other += 1) {
    if (other === row) continue;
    const value = distanceBetween(points, columns, row, other, <bool>cosine, aside);
    // Strictly nearer: of equally near rows, the first comes first.
    if (value < load<f64>(values)) replaceLargest<f64>(values, nearest + to, k, value, other);
  }
  sortHeap<f64>(values, nearest + to, k);
  for (let place = 0; place < k; place += 1) {
    store<f32>(distances + to + (<usize>place << 2), <f32>load<f64>(values + (<usize>place << 3)));
  }
}
