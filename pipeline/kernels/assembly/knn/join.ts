/** A neighbour's neighbour is likely to be a neighbour. */
import { makeHeap, replaceLargest, sortHeap } from '../heap.ts';
import { THREAD } from '../thread.ts';

/** Copies the `most` nearest of every list, nearest first, for `count` rows from part · `count`, to `nearest`. Lists stay heaps. */
export function copyNearest(part: i32, count: i32, rows: i32, kept: i32, values: usize, indices: usize, most: i32, nearest: usize): void {
  const end = min((part + 1) * count, rows);
  for (let row = part * count; row < end; row += 1) {
    const list = (<usize>row * <usize>kept) << 2;
    sortHeap<f32>(values + list, indices + list, kept);
    memory.copy(nearest + ((<usize>row * <usize>most) << 2), indices + list, <usize>most << 2);
    makeHeap<f32>(values + list, indices + list, kept);
  }
}

/**
 * For `count` rows from part · `count`: compares each with the neighbours of its nearest, `most` of `most` as `nearest` has
 * them, and keeps those that are nearer than what its list holds. W. Dong, C. Moses and K. Li, “Efficient k-nearest neighbor
 * graph construction for generic similarity measures” (NN-descent), WWW 2011; but here every row changes its own list only,
 * so that the result depends neither on the order of rows nor on threads.
 *
 * `seen` has room for `rows` integers a thread, all less than `stamp` before and less than `stamp` + rows afterwards.
 */
export function joinNeighbours(
  part: i32, count: i32, points: usize, rows: i32, columns: i32, scale: f32, halves: usize, aside: usize,
  kept: i32, values: usize, indices: usize, most: i32, nearest: usize, seen: usize, stamp: i32,
): void {
  const mine = seen + ((<usize>THREAD * <usize>rows) << 2);
  const end = min((part + 1) * count, rows);
  for (let row = part * count; row < end; row += 1) {
    const heap = values + ((<usize>row * <usize>kept) << 2);
    const held = indices + ((<usize>row * <usize>kept) << 2);
    const mark = stamp + row;
    store<i32>(mine + (<usize>row << 2), mark);
    for (let place: usize = 0; place < <usize>kept; place += 1) store<i32>(mine + (<usize>load<i32>(held + (place << 2)) << 2), mark);
    const half = load<f32>(halves + (<usize>row << 2));
    const own = nearest + ((<usize>row * <usize>most) << 2);
    for (let place: usize = 0; place < <usize>most; place += 1) {
      const theirs = nearest + ((<usize>load<i32>(own + (place << 2)) * <usize>most) << 2);
      for (let next: usize = 0; next < <usize>most; next += 1) {
        const other = load<i32>(theirs + (next << 2));
        const stampOf = mine + (<usize>other << 2);
        if (load<i32>(stampOf) === mark) continue;
        store<i32>(stampOf, mark);
        const value = valueOf(points, columns, row, other, scale, half, aside);
        if (value < load<f32>(heap)) replaceLargest<f32>(heap, held, kept, value, other);
      }
    }
  }
}

/** |y|²/2 − x·y in scaled coordinates, from the distance: as candidates of panels have it, up to rounding. */
function valueOf(points: usize, columns: i32, row: i32, other: i32, scale: f32, half: f32, aside: usize): f32 {
  if ((load<u8>(aside + <usize>row) | load<u8>(aside + <usize>other)) !== 0) return 1 - half;
  const bytes = <usize>columns << 2;
  const one = points + <usize>row * bytes;
  const two = points + <usize>other * bytes;
  let lanes = f32x4.splat(0);
  let more = f32x4.splat(0);
  const factor = f32x4.splat(scale);
  let at: usize = 0;
  for (; at + 28 < bytes; at += 32) {
    const difference = f32x4.mul(factor, f32x4.sub(v128.load(one + at), v128.load(two + at)));
    lanes = f32x4.relaxed_madd(difference, difference, lanes);
    const next = f32x4.mul(factor, f32x4.sub(v128.load(one + at, 16), v128.load(two + at, 16)));
    more = f32x4.relaxed_madd(next, next, more);
  }
  lanes = f32x4.add(lanes, more);
  let sum = (f32x4.extract_lane(lanes, 0) + f32x4.extract_lane(lanes, 1)) + (f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3));
  for (; at < bytes; at += 4) {
    const difference = scale * (load<f32>(one + at) - load<f32>(two + at));
    sum += difference * difference;
  }
  return 0.5 * sum - half;
}
