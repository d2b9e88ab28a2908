/**
 * Kernels of map quality and retrieval: who is nearest to a point, the ranks of others among its neighbours, and how early those of its
 * label come. Points are stored in panels of eight, each as [column][point] float32; four points at a time are compared with all.
 */
import { ORDER_COUNTS, orderBy } from './quality/order.ts';

/** Points compared at a time. */
const TEAM: i32 = 4;

/** Writes the `k` nearest of points part · `count` … of `queries`, nearest first, ties by index. `scratch`: TEAM · padded floats a part. */
export function nearestOf(
  part: i32, count: i32, queries: usize, total: i32, rows: i32, padded: i32, columns: i32, data: usize, k: i32, nearest: usize, scratch: usize,
): void {
  const distances = scratch + ((<usize>(part * TEAM) * <usize>padded) << 2);
  const end = min((part + 1) * count, total);
  for (let first = part * count; first < end; first += TEAM) {
    measure(first, end, queries, padded, columns, data, distances);
    for (let at = first; at < min(first + TEAM, end); at += 1) {
      select(distances + ((<usize>(at - first) * <usize>padded) << 2), rows, load<i32>(queries + (<usize>at << 2)), k, nearest + ((<usize>at * <usize>k) << 2));
    }
  }
}

/** Writes the ranks of `k` `targets` of each of the same points among all others: 1 is the nearest; ties by index. */
export function ranksOf(
  part: i32, count: i32, queries: usize, total: i32, rows: i32, padded: i32, columns: i32, data: usize, k: i32, targets: usize, ranks: usize, scratch: usize,
): void {
  const distances = scratch + ((<usize>(part * TEAM) * <usize>padded) << 2);
  const end = min((part + 1) * count, total);
  for (let first = part * count; first < end; first += TEAM) {
    measure(first, end, queries, padded, columns, data, distances);
    for (let at = first; at < min(first + TEAM, end); at += 1) {
      const here = distances + ((<usize>(at - first) * <usize>padded) << 2);
      // Nobody is a neighbour of himself.
      store<f32>(here + (<usize>load<i32>(queries + (<usize>at << 2)) << 2), f32.MAX_VALUE);
      for (let place = 0; place < k; place += 1) {
        const entry = (<usize>at * <usize>k + <usize>place) << 2;
        const target = load<i32>(targets + entry);
        const limit = load<f32>(here + (<usize>target << 2));
        store<i32>(ranks + entry, 1 + countUpTo(here, 0, target, limit) + countBelow(here, target + 1, rows, limit));
      }
    }
  }
}

/**
 * Writes the average precision of the same points as queries, where those with the query's label are wanted; not a number where no
 * other has it. `labels`: a number for each row. `orders`: ORDER_COUNTS + 2 · rows words a part.
 */
export function averagePrecisionOf(
  part: i32, count: i32, queries: usize, total: i32, rows: i32, padded: i32, columns: i32, data: usize, labels: usize, averages: usize, scratch: usize, orders: usize,
): void {
  const distances = scratch + ((<usize>(part * TEAM) * <usize>padded) << 2);
  const order = orders + (<usize>part * <usize>(ORDER_COUNTS + 2 * rows) << 2);
  const end = min((part + 1) * count, total);
  for (let first = part * count; first < end; first += TEAM) {
    measure(first, end, queries, padded, columns, data, distances);
    for (let at = first; at < min(first + TEAM, end); at += 1) {
      orderBy(distances + ((<usize>(at - first) * <usize>padded) << 2), rows, order, order + (<usize>rows << 2));
      store<f64>(averages + (<usize>at << 3), averagePrecision(order, rows, load<i32>(queries + (<usize>at << 2)), labels));
    }
  }
}

/** Mean, over all others with the label of `self`, of the share of its label among those that are no further away. */
function averagePrecision(order: usize, rows: i32, self: i32, labels: usize): f64 {
  const wanted = load<i32>(labels + (<usize>self << 2));
  let rank = 0;
  let found = 0;
  let sum: f64 = 0;
  for (let at = 0; at < rows; at += 1) {
    const other = load<i32>(order + (<usize>at << 2));
    if (other === self) continue;
    rank += 1;
    if (load<i32>(labels + (<usize>other << 2)) !== wanted) continue;
    found += 1;
    sum += <f64>found / <f64>rank;
  }
  return sum / <f64>found;
}

/** Squared distances from up to four points to all. Fewer than four: the last is measured again. */
function measure(first: i32, end: i32, queries: usize, padded: i32, columns: i32, data: usize, distances: usize): void {
  const q0 = placeOf(queries, first, end, columns, data);
  const q1 = placeOf(queries, first + 1, end, columns, data);
  const q2 = placeOf(queries, first + 2, end, columns, data);
  const q3 = placeOf(queries, first + 3, end, columns, data);
  const bytes = <usize>columns << 5;
  const next = <usize>padded << 2;
  for (let panel = 0; panel < padded >> 3; panel += 1) {
    const from = data + <usize>panel * bytes;
    let a0 = f32x4.splat(0), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
    for (let at: usize = 0; at < bytes; at += 32) {
      const left = v128.load(from + at), right = v128.load(from + at, 16);
      let value = v128.load_splat<f32>(q0 + at);
      let x = f32x4.sub(left, value), y = f32x4.sub(right, value);
      a0 = f32x4.add(a0, f32x4.mul(x, x)); a1 = f32x4.add(a1, f32x4.mul(y, y));
      value = v128.load_splat<f32>(q1 + at);
      x = f32x4.sub(left, value); y = f32x4.sub(right, value);
      b0 = f32x4.add(b0, f32x4.mul(x, x)); b1 = f32x4.add(b1, f32x4.mul(y, y));
      value = v128.load_splat<f32>(q2 + at);
      x = f32x4.sub(left, value); y = f32x4.sub(right, value);
      c0 = f32x4.add(c0, f32x4.mul(x, x)); c1 = f32x4.add(c1, f32x4.mul(y, y));
      value = v128.load_splat<f32>(q3 + at);
      x = f32x4.sub(left, value); y = f32x4.sub(right, value);
      d0 = f32x4.add(d0, f32x4.mul(x, x)); d1 = f32x4.add(d1, f32x4.mul(y, y));
    }
    const into = distances + (<usize>panel << 5);
    v128.store(into, a0); v128.store(into, a1, 16);
    v128.store(into + next, b0); v128.store(into + next, b1, 16);
    v128.store(into + 2 * next, c0); v128.store(into + 2 * next, c1, 16);
    v128.store(into + 3 * next, d0); v128.store(into + 3 * next, d1, 16);
  }
}

function placeOf(queries: usize, at: i32, end: i32, columns: i32, data: usize): usize {
  const point = load<i32>(queries + (<usize>min(at, end - 1) << 2));
  return data + ((<usize>(point >> 3) * <usize>columns) << 5) + (<usize>(point & 7) << 2);
}

/** An insertion list of the `k` nearest. */
function select(distances: usize, rows: i32, self: i32, k: i32, nearest: usize): void {
  let held = 0;
  let limit = f32.MAX_VALUE;
  for (let other = 0; other < rows; other += 1) {
    const distance = load<f32>(distances + (<usize>other << 2));
    if (other === self || (held === k && distance >= limit)) continue;
    let place = held < k ? held : k - 1;
    for (; place > 0; place -= 1) {
      const before = load<i32>(nearest + (<usize>(place - 1) << 2));
      if (load<f32>(distances + (<usize>before << 2)) <= distance) break;
      store<i32>(nearest + (<usize>place << 2), before);
    }
    store<i32>(nearest + (<usize>place << 2), other);
    if (held < k) held += 1;
    if (held === k) limit = load<f32>(distances + (<usize>load<i32>(nearest + (<usize>(k - 1) << 2)) << 2));
  }
}

function countBelow(distances: usize, start: i32, end: i32, limit: f32): i32 {
  let counts = i32x4.splat(0);
  let at = start;
  for (; at + 4 <= end; at += 4) counts = i32x4.sub(counts, f32x4.lt(v128.load(distances + (<usize>at << 2)), f32x4.splat(limit)));
  let count = sumOf(counts);
  for (; at < end; at += 1) count += load<f32>(distances + (<usize>at << 2)) < limit ? 1 : 0;
  return count;
}

function countUpTo(distances: usize, start: i32, end: i32, limit: f32): i32 {
  let counts = i32x4.splat(0);
  let at = start;
  for (; at + 4 <= end; at += 4) counts = i32x4.sub(counts, f32x4.le(v128.load(distances + (<usize>at << 2)), f32x4.splat(limit)));
  let count = sumOf(counts);
  for (; at < end; at += 1) count += load<f32>(distances + (<usize>at << 2)) <= limit ? 1 : 0;
  return count;
}

function sumOf(lanes: v128): i32 {
  return i32x4.extract_lane(lanes, 0) + i32x4.extract_lane(lanes, 1) + i32x4.extract_lane(lanes, 2) + i32x4.extract_lane(lanes, 3);
}
