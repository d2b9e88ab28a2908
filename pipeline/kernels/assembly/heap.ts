/**
 * Heaps of values, each with an index, the two apart; the largest value is on top, of equal ones the one with the larger
 * index. J. Williams, “Algorithm 232: Heapsort”, CACM 7 (1964).
 */

/** Puts a value in the place of the largest of a heap of `size`. */
export function replaceLargest<Value extends number>(values: usize, indices: usize, size: i32, value: Value, index: i32): void {
  siftDown<Value>(values, indices, size, 0, value, index);
}

/** Makes a heap of `size` values in any order. R. Floyd, “Algorithm 245: Treesort 3”, CACM 7 (1964). */
export function makeHeap<Value extends number>(values: usize, indices: usize, size: i32): void {
  for (let place = size / 2 - 1; place >= 0; place -= 1) {
    siftDown<Value>(values, indices, size, place, load<Value>(values + <usize>place * sizeof<Value>()), load<i32>(indices + (<usize>place << 2)));
  }
}

/** Sorts a heap of `size` in place, smallest first, equal ones by index. */
export function sortHeap<Value extends number>(values: usize, indices: usize, size: i32): void {
  for (let last = size - 1; last > 0; last -= 1) {
    const value = load<Value>(values + <usize>last * sizeof<Value>());
    const index = load<i32>(indices + (<usize>last << 2));
    store<Value>(values + <usize>last * sizeof<Value>(), load<Value>(values));
    store<i32>(indices + (<usize>last << 2), load<i32>(indices));
    replaceLargest<Value>(values, indices, last, value, index);
  }
}

function siftDown<Value extends number>(values: usize, indices: usize, size: i32, from: i32, value: Value, index: i32): void {
  let place = from;
  for (let child = 2 * place + 1; child < size; child = 2 * place + 1) {
    let childValue = load<Value>(values + <usize>child * sizeof<Value>());
    let childIndex = load<i32>(indices + (<usize>child << 2));
    if (child + 1 < size) {
      const nextValue = load<Value>(values + <usize>(child + 1) * sizeof<Value>());
      const nextIndex = load<i32>(indices + (<usize>(child + 1) << 2));
      if (nextValue > childValue || (nextValue === childValue && nextIndex > childIndex)) {
        child += 1;
        childValue = nextValue;
        childIndex = nextIndex;
      }
    }
    if (childValue < value || (childValue === value && childIndex < index)) break;
    store<Value>(values + <usize>place * sizeof<Value>(), childValue);
    store<i32>(indices + (<usize>place << 2), childIndex);
    place = child;
  }
  store<Value>(values + <usize>place * sizeof<Value>(), value);
  store<i32>(indices + (<usize>place << 2), index);
}
