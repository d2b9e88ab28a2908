/**
 * Random projection trees: points that fall into the same leaf are likely to be near each other.
 * S. Dasgupta and Y. Freund, “Random projection trees and low dimensional manifolds”, STOC 2008.
 */

/**
 * Writes to tree `part` of `orders` an order of the rows in which every leaf is a stretch. Each stretch of rows is halved by
 * the plane between two of them, taken by the next of `draws` random numbers (0–1, two for each halving), until it is not
 * longer than `most`: the leaves of `rows` rows have the same bounds in every tree. `projections` has room for the rows of
 * every tree.
 */
export function growTree(part: i32, points: usize, rows: i32, columns: i32, most: i32, draws: usize, drawCount: i32, orders: usize, projections: usize): void {
  const order = orders + ((<usize>part * <usize>rows) << 2);
  const projection = projections + ((<usize>part * <usize>rows) << 2);
  for (let row = 0; row < rows; row += 1) store<i32>(order + (<usize>row << 2), row);
  halve(points, columns, most, order, projection, 0, rows, draws + ((<usize>part * <usize>drawCount) << 3));
}

/** Returns where the next random numbers are. */
function halve(points: usize, columns: i32, most: i32, order: usize, projection: usize, start: i32, end: i32, draws: usize): usize {
  const count = end - start;
  if (count <= most) return draws;
  const one = rowAt(points, columns, order, start + <i32>(load<f64>(draws) * count));
  const other = rowAt(points, columns, order, start + <i32>(load<f64>(draws, 8) * count));
  for (let place = start; place < end; place += 1) {
    store<f32>(projection + (<usize>place << 2), along(rowAt(points, columns, order, place), one, other, columns));
  }
  const middle = start + count / 2;
  select(order, projection, start, end - 1, middle);
  const next = halve(points, columns, most, order, projection, start, middle, draws + 16);
  return halve(points, columns, most, order, projection, middle, end, next);
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function rowAt(points: usize, columns: i32, order: usize, place: i32): usize {
  return points + ((<usize>load<i32>(order + (<usize>place << 2)) * <usize>columns) << 2);
}

/** How far a point lies along the line from one point to another, up to a factor. */
function along(point: usize, one: usize, other: usize, columns: i32): f32 {
  const bytes = <usize>columns << 2;
  let lanes = f32x4.splat(0);
  let at: usize = 0;
  for (; at + 12 < bytes; at += 16) {
    lanes = f32x4.relaxed_madd(v128.load(point + at), f32x4.sub(v128.load(other + at), v128.load(one + at)), lanes);
  }
  let sum = (f32x4.extract_lane(lanes, 0) + f32x4.extract_lane(lanes, 1)) + (f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3));
  for (; at < bytes; at += 4) sum += load<f32>(point + at) * (load<f32>(other + at) - load<f32>(one + at));
  return sum;
}

/** Brings the rows of the smallest projections before `middle`. C. Hoare, “Algorithm 65: Find”, CACM 4 (1961). */
function select(order: usize, projection: usize, first: i32, last: i32, middle: i32): void {
  while (first < last) {
    const pivot = load<f32>(projection + (<usize>((first + last) / 2) << 2));
    let low = first;
    let high = last;
    while (low <= high) {
      while (load<f32>(projection + (<usize>low << 2)) < pivot) low += 1;
      while (load<f32>(projection + (<usize>high << 2)) > pivot) high -= 1;
      if (low > high) break;
      swap(order, low, high);
      swap(projection, low, high);
      low += 1;
      high -= 1;
    }
    if (middle <= high) last = high;
    else if (middle >= low) first = low;
    else return;
  }
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function swap(values: usize, first: i32, second: i32): void {
  const value = load<i32>(values + (<usize>first << 2));
  store<i32>(values + (<usize>first << 2), load<i32>(values + (<usize>second << 2)));
  store<i32>(values + (<usize>second << 2), value);
}
