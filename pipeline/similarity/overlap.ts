/** Whose neighbours changed between two encoders, or two maps? */

/**
 * For each item the share of its neighbours, 0–1, that both lists hold, whatever their order.
 * `first` and `second`: items × perItem indices, as `nearestNeighbours` gives them.
 */
export function neighbourOverlap(first: Uint32Array, second: Uint32Array, perItem: number): Float64Array {
  if (first.length !== second.length || perItem < 1 || first.length % perItem !== 0) {
    throw new RangeError(`lists of ${first.length} and ${second.length} neighbours with ${perItem} an item do not fit each other`);
  }
  return Float64Array.from({ length: first.length / perItem }, (_, item) => {
    const here = new Set(first.subarray(item * perItem, (item + 1) * perItem));
    let both = 0;
    for (const other of second.subarray(item * perItem, (item + 1) * perItem)) if (here.has(other)) both += 1;
    return both / perItem;
  });
}

/** Indices of the `count` items with the smallest overlap, the most changed first; ties by index. */
export function changedMost(overlap: Float64Array, count: number): number[] {
  return Array.from(overlap.keys()).sort((a, b) => overlap[a]! - overlap[b]! || a - b).slice(0, count);
}
