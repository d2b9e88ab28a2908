/** The points that have no cell: the one that came last goes first, for its surroundings are still in the cache. */
import { Integers, takeIntegers } from './arrays.ts';
import { cellOf, NOBODY, owners, points } from './problem.ts';

export let waiting: i32 = 0;
let queue: Integers = changetype<Integers>(0);

export function layWaiting(): void {
  queue = takeIntegers(points);
}

export function nobodyWaits(): void {
  waiting = 0;
}

export function letWait(point: i32): void {
  cellOf[point] = NOBODY;
  queue[waiting] = point;
  waiting += 1;
}

export function nextWaiting(): i32 {
  waiting -= 1;
  return queue[waiting];
}

/** Seats a point in a cell and lets whoever was there wait. Returns the cell's former owner. */
export function pushInto(cell: i32, point: i32): i32 {
  const former = owners[cell];
  owners[cell] = point;
  cellOf[point] = cell;
  if (former >= 0) letWait(former);
  return former;
}
