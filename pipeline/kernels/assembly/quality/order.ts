/** Orders points by their distances: least significant digit first, so that equal distances keep the order of their indices. */

const BITS: i32 = 11;
/** Digits of a float that is not negative: its bits grow as it does. */
const PASSES: i32 = 3;
/** Words of `scratch` besides two for every point. */
export const ORDER_COUNTS: i32 = 1 << BITS;

/** Writes the numbers 0 … rows − 1, nearest first, ties by index. `scratch`: ORDER_COUNTS + rows words. */
export function orderBy(distances: usize, rows: i32, order: usize, scratch: usize): void {
  const counts = scratch;
  let from = order;
  let into = scratch + (<usize>ORDER_COUNTS << 2);
  for (let at = 0; at < rows; at += 1) store<i32>(from + (<usize>at << 2), at);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const shift = pass * BITS;
    countStarts(distances, rows, shift, counts);
    for (let at = 0; at < rows; at += 1) {
      const point = load<i32>(from + (<usize>at << 2));
      const start = counts + (digitOf(distances, point, shift) << 2);
      const place = load<i32>(start);
      store<i32>(into + (<usize>place << 2), point);
      store<i32>(start, place + 1);
    }
    const swapped = from;
    from = into;
    into = swapped;
  }
  // Three passes end in the other half.
  memory.copy(order, from, <usize>rows << 2);
}

/** Where the points with each digit begin. */
function countStarts(distances: usize, rows: i32, shift: i32, counts: usize): void {
  memory.fill(counts, 0, <usize>ORDER_COUNTS << 2);
  for (let at = 0; at < rows; at += 1) {
    const count = counts + (digitOf(distances, at, shift) << 2);
    store<i32>(count, load<i32>(count) + 1);
  }
  let start = 0;
  for (let digit = 0; digit < ORDER_COUNTS; digit += 1) {
    const place = counts + (<usize>digit << 2);
    const count = load<i32>(place);
    store<i32>(place, start);
    start += count;
  }
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function digitOf(distances: usize, point: i32, shift: i32): usize {
  return <usize>((load<u32>(distances + (<usize>point << 2)) >> shift) & (ORDER_COUNTS - 1));
}
