/**
 * A short list of cells for every point, with a bound of what all others charge. Prices never fall, so while the second
 * best of the list is within the bound, the list answers as the whole grid would: D. Bertsekas calls the idea the
 * “third best” trick (Linear Network Optimization, 1991, section 4.1.3).
 */
import { Doubles, Integers, takeDoubles, takeIntegers } from './arrays.ts';
import { cost, ENDLESS, points, prices } from './problem.ts';
import { findCells, foundCells, foundLimit } from './search.ts';

/** Cells of a list. A grid has at least as many, counting its padding. */
export const LENGTH: i32 = 16;

/** points × LENGTH. */
export let listed: Integers = changetype<Integers>(0);
export let listedCosts: Doubles = changetype<Doubles>(0);
/** Cells that are not listed charge at least this; −ENDLESS where there is no list yet. */
export let bounds: Doubles = changetype<Doubles>(0);

/** What the last look at a list found: the best cell, what it charges, and what the second best does. */
export let bestCell: i32 = 0;
export let leastCharge: f64 = 0;
export let secondCharge: f64 = 0;

/** The point whose list was made last: a good guess of what the next one's will be. */
let latest: i32 = -1;

export function layCandidates(): void {
  listed = takeIntegers(points * LENGTH);
  listedCosts = takeDoubles(points * LENGTH);
  bounds = takeDoubles(points);
}

export function forgetCandidates(): void {
  for (let point = 0; point < points; point += 1) bounds[point] = -ENDLESS;
  latest = -1;
}

/** Sets `bestCell`, `leastCharge` and `secondCharge` to what the whole grid offers a point. */
export function findBest(point: i32): void {
  if (bounds[point] > -ENDLESS) {
    lookThrough(point);
    if (secondCharge <= bounds[point]) return;
  }
  listCells(point);
  lookThrough(point);
}

/** Lists the cells that charge a point least at present. */
export function listCells(point: i32): void {
  // Any list says how much the cell at its end charges at most, and spares the search all that charges more.
  const guess = bounds[point] > -ENDLESS ? point : latest;
  let within = guess < 0 ? ENDLESS : -ENDLESS;
  if (guess >= 0) {
    for (let place = guess * LENGTH; place < (guess + 1) * LENGTH; place += 1) within = max(within, cost(point, listed[place]) + prices[listed[place]]);
  }
  // A little more, for it is compared with sums that were rounded in another order.
  findCells(point, LENGTH, within + 1e-12 * (1 + Math.abs(within)));
  for (let place = 0; place < LENGTH; place += 1) {
    listed[point * LENGTH + place] = foundCells[place];
    listedCosts[point * LENGTH + place] = cost(point, foundCells[place]);
  }
  bounds[point] = foundLimit;
  latest = point;
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function lookThrough(point: i32): void {
  let least: f64 = f64.MAX_VALUE;
  let second: f64 = f64.MAX_VALUE;
  let best = -1;
  for (let place = point * LENGTH; place < (point + 1) * LENGTH; place += 1) {
    const cell = listed[place];
    const charge = listedCosts[place] + prices[cell];
    if (charge >= second) continue;
    if (charge < least) {
      second = least;
      least = charge;
      best = cell;
    } else {
      second = charge;
    }
  }
  bestCell = best;
  leastCharge = least;
  secondCharge = second;
}
