/** Shows the rows of two panels to each other's lists of the nearest found so far. */
import { replaceLargest } from '../heap.ts';
import { PANEL } from './panels.ts';

/**
 * Rows stand at places, `PANEL` to a panel: `ids` names the row at a place, `halves` and `farthest` hold |y|²/2 and the
 * value of the farthest candidate of its list. Lists, of `kept` candidates each, lie in `values` and `indices` by row. Of a
 * panel with itself, every row is shown to all others. With `again`, rows that a list already holds are passed over.
 */
export function offer(
  first: i32, second: i32, products: usize, ids: usize, halves: usize, farthest: usize, kept: i32, values: usize, indices: usize, again: bool,
): void {
  const both = first !== second;
  for (let lane = 0; lane < PANEL; lane += 1) {
    const place = first * PANEL + lane;
    const half = v128.load_splat<f32>(halves + (<usize>place << 2));
    const limit = v128.load_splat<f32>(farthest + (<usize>place << 2));
    for (let group = 0; group < PANEL; group += 4) {
      const column = second * PANEL + group;
      const product = v128.load(products + (<usize>(lane * PANEL + group) << 2));
      const forRow = f32x4.sub(v128.load(halves + (<usize>column << 2)), product);
      const nearRow = f32x4.lt(forRow, limit);
      const forColumns = f32x4.sub(half, product);
      const nearColumns = f32x4.lt(forColumns, v128.load(farthest + (<usize>column << 2)));
      if (!v128.any_true(v128.or(nearRow, nearColumns))) continue;
      for (let marks = i32x4.bitmask(nearRow); marks !== 0; marks &= marks - 1) {
        take(place, column + ctz(marks), laneOf(forRow, ctz(marks)), ids, farthest, kept, values, indices, again);
      }
      if (!both) continue;
      for (let marks = i32x4.bitmask(nearColumns); marks !== 0; marks &= marks - 1) {
        take(column + ctz(marks), place, laneOf(forColumns, ctz(marks)), ids, farthest, kept, values, indices, again);
      }
    }
  }
}

/** Takes the row at `there` into the list of the row at `here`. */
function take(here: i32, there: i32, value: f32, ids: usize, farthest: usize, kept: i32, values: usize, indices: usize, again: bool): void {
  // An earlier lane may have made the list stricter.
  if (here === there || !(value < load<f32>(farthest + (<usize>here << 2)))) return;
  const other = load<i32>(ids + (<usize>there << 2));
  const list = (<usize>load<i32>(ids + (<usize>here << 2)) * <usize>kept) << 2;
  if (again && holds(indices + list, kept, other)) return;
  replaceLargest<f32>(values + list, indices + list, kept, value, other);
  store<f32>(farthest + (<usize>here << 2), load<f32>(values + list));
}

/** Whether a list of `kept` indices holds one. */
export function holds(indices: usize, kept: i32, index: i32): bool {
  const wanted = i32x4.splat(index);
  let place = 0;
  for (; place + 4 <= kept; place += 4) {
    if (v128.any_true(i32x4.eq(v128.load(indices + (<usize>place << 2)), wanted))) return true;
  }
  for (; place < kept; place += 1) if (load<i32>(indices + (<usize>place << 2)) === index) return true;
  return false;
}

function laneOf(lanes: v128, lane: i32): f32 {
  switch (lane) {
    case 0: return f32x4.extract_lane(lanes, 0);
    case 1: return f32x4.extract_lane(lanes, 1);
    case 2: return f32x4.extract_lane(lanes, 2);
    default: return f32x4.extract_lane(lanes, 3);
  }
}
