/**
 * From p(j|i), k values a row, to the joint p(i,j) = (p(j|i) + p(i|j)) / 2n as a sparse symmetric matrix in rows.
 * L. van der Maaten and G. Hinton, JMLR 9 (2008), section 3.1. The transpose is written next to the rows, both in the order
 * of their columns, and then each row is merged with its counterpart.
 */

import { makeHeap, sortHeap } from '../heap.ts';

/** Places in a row of the matrix are filled up to a multiple of this with zeros, for the loop over it takes four at a time. */
const LANES: i32 = 4;

/** Sorts the entries of `count` rows from part · `count` by column. */
export function sortEntries(part: i32, count: i32, rows: i32, k: i32, columns: usize, values: usize): void {
  const end = min((part + 1) * count, rows);
  for (let row = part * count; row < end; row += 1) {
    const offset = (<usize>row * <usize>k) << 2;
    // The columns are what is sorted; the values go with them, bits moved as they are.
    makeHeap<i32>(columns + offset, values + offset, k);
    sortHeap<i32>(columns + offset, values + offset, k);
  }
}

/**
 * Writes the transpose of the k entries a row: `starts` (rows + 1, zeros before), and for the rows of the transpose, in
 * order, `fromRows` and `fromValues`. One part: a pass over all entries, in order.
 */
export function transpose(part: i32, rows: i32, k: i32, columns: usize, values: usize, starts: usize, fromRows: usize, fromValues: usize): void {
  const entries = <usize>rows * <usize>k;
  for (let entry: usize = 0; entry < entries; entry += 1) {
    const count = starts + (<usize>load<i32>(columns + (entry << 2)) << 2);
    store<i32>(count, load<i32>(count) + 1);
  }
  let sum = 0;
  for (let row = 0; row < rows; row += 1) {
    const start = starts + (<usize>row << 2);
    const size = load<i32>(start);
    store<i32>(start, sum);
    sum += size;
  }
  store<i32>(starts + (<usize>rows << 2), sum);
  for (let row = 0; row < rows; row += 1) {
    for (let place = 0; place < k; place += 1) {
      const entry = (<usize>row * <usize>k + place) << 2;
      const start = starts + (<usize>load<i32>(columns + entry) << 2);
      const to = <usize>load<i32>(start) << 2;
      store<i32>(start, load<i32>(start) + 1);
      store<i32>(fromRows + to, row);
      store<f32>(fromValues + to, load<f32>(values + entry));
    }
  }
  // Every start has moved on to the next one.
  for (let row = rows; row > 0; row -= 1) store<i32>(starts + (<usize>row << 2), load<i32>(starts + (<usize>(row - 1) << 2)));
  store<i32>(starts, 0);
}

/** Writes to `sizes` how many places each of `count` rows from part · `count` takes in the symmetric matrix. */
export function measureRows(part: i32, count: i32, rows: i32, k: i32, columns: usize, starts: usize, fromRows: usize, sizes: usize): void {
  const end = min((part + 1) * count, rows);
  for (let row = part * count; row < end; row += 1) {
    let own = <usize>row * <usize>k;
    const ownEnd = own + k;
    let other = <usize>load<i32>(starts + (<usize>row << 2));
    const otherEnd = <usize>load<i32>(starts + (<usize>(row + 1) << 2));
    let size = 0;
    for (; own < ownEnd && other < otherEnd; size += 1) {
      const left = load<i32>(columns + (own << 2));
      const right = load<i32>(fromRows + (other << 2));
      if (left <= right) own += 1;
      if (right <= left) other += 1;
    }
    size += <i32>(ownEnd - own) + <i32>(otherEnd - other);
    store<i32>(sizes + (<usize>row << 2), (size + LANES - 1) / LANES * LANES);
  }
}

/**
 * Merges `count` rows from part · `count`: writes the columns and joint probabilities of row i from place `rowStarts`[i] on.
 * Places to spare name the row itself with the probability 0.
 */
export function mergeRows(
  part: i32, count: i32, rows: i32, k: i32, columns: usize, values: usize, starts: usize, fromRows: usize, fromValues: usize,
  rowStarts: usize, jointColumns: usize, joint: usize,
): void {
  const share: f32 = <f32>(0.5 / <f64>rows);
  const end = min((part + 1) * count, rows);
  for (let row = part * count; row < end; row += 1) {
    let own = <usize>row * <usize>k;
    const ownEnd = own + k;
    let other = <usize>load<i32>(starts + (<usize>row << 2));
    const otherEnd = <usize>load<i32>(starts + (<usize>(row + 1) << 2));
    let to = <usize>load<i32>(rowStarts + (<usize>row << 2)) << 2;
    const toEnd = <usize>load<i32>(rowStarts + (<usize>(row + 1) << 2)) << 2;
    while (own < ownEnd || other < otherEnd) {
      const left = own < ownEnd ? load<i32>(columns + (own << 2)) : i32.MAX_VALUE;
      const right = other < otherEnd ? load<i32>(fromRows + (other << 2)) : i32.MAX_VALUE;
      let value: f32 = 0;
      if (left <= right) {
        value += load<f32>(values + (own << 2));
        own += 1;
      }
      if (right <= left) {
        value += load<f32>(fromValues + (other << 2));
        other += 1;
      }
      store<i32>(jointColumns + to, min(left, right));
      store<f32>(joint + to, value * share);
      to += 4;
    }
    for (; to < toEnd; to += 4) {
      store<i32>(jointColumns + to, row);
      store<f32>(joint + to, 0);
    }
  }
}
