/**
 * Shortest augmenting paths: from an auction that is nearly optimal to the optimum itself. R. Jonker and A. Volgenant,
 * Computing 38 (1987), with the searches cut short. A point's first edges are those of its list; one more node stands for
 * all others and comes up only when the search gets as far as the list's bound. The vacancy is one node, however many cells
 * it holds. Points in the same place have the same edges, so that only the first of them is followed.
 */
import { Doubles, Integers, takeDoubles, takeIntegers } from './arrays.ts';
import { unseatUnhappy } from './auction.ts';
import { bounds, LENGTH, listCells, listed, listedCosts } from './candidates.ts';
import { cellOf, cells, cost, ENDLESS, NOBODY, owners, points, prices, VACANT, x, y } from './problem.ts';
import { beginRound, clearRounds, dequeue, enqueue, firstKey, hasLeft, keyOf, layQueue, queued } from './queue.ts';
import { findCells, foundCells, foundCharges, foundLimit } from './search.ts';
import { priceRose } from './tiles.ts';
import { levelVacancies, raiseVacancies } from './vacancies.ts';
import { nextWaiting, waiting } from './waiting.ts';

/** Nodes of the queue: cells, then the rest of the edges of every point, then the vacancy. */
let restOf: i32 = 0;
let vacancy: i32 = 0;
/** The point, or VACANT, from which a cell was reached. */
let from: Integers = changetype<Integers>(0);
/** Cells whose shortest distance is known, in the order in which it became known. */
let reached: Integers = changetype<Integers>(0);
let reachedCount: i32 = 0;
/** Of a point: distance − charge along its edges, and how many edges it has shown. */
let offsets: Doubles = changetype<Doubles>(0);
let shown: Integers = changetype<Integers>(0);
/** The first point in the same place, and the last search that followed it. */
let twins: Integers = changetype<Integers>(0);
let followed: Integers = changetype<Integers>(0);
let search: i32 = 0;
/** The nearest free cell so far. */
let shortest: f64 = 0;
let end: i32 = 0;
/** How the vacancy was reached, and the price of its cells. */
let entry: i32 = 0;
let entered: i32 = 0;
let vacantPrice: f64 = 0;

export function layPaths(): void {
  restOf = cells;
  vacancy = cells + points;
  layQueue(vacancy + 1);
  from = takeIntegers(cells);
  reached = takeIntegers(cells);
  offsets = takeDoubles(points);
  shown = takeIntegers(points);
  twins = takeIntegers(points);
  followed = takeIntegers(points);
}

/** Points in the same place must follow each other. Only who sits in a best cell keeps it. */
export function beginPaths(): void {
  clearRounds();
  search = 0;
  for (let point = 0; point < points; point += 1) {
    const same = point > 0 && x[point] === x[point - 1] && y[point] === y[point - 1];
    twins[point] = same ? twins[point - 1] : point;
    followed[point] = 0;
  }
  vacantPrice = levelVacancies();
  unseatUnhappy(0);
}

/** Seats waiting points until none is left or `steps` steps are over; returns how many steps are left. */
export function seat(steps: i32): i32 {
  let left = steps;
  while (waiting > 0 && left > 0) left -= seatOne(nextWaiting());
  return left;
}

export function stillWaiting(): i32 {
  return waiting;
}

function seatOne(start: i32): i32 {
  beginRound();
  search += 1;
  reachedCount = 0;
  shortest = ENDLESS / 2;
  let steps = 1;
  follow(start, 0);
  while (queued > 0 && firstKey() < shortest) {
    steps += 1;
    const distance = firstKey();
    const node = dequeue();
    if (node === vacancy) {
      leaveVacancy(distance);
    } else if (node >= restOf) {
      showMore(node - restOf);
    } else {
      reached[reachedCount] = node;
      reachedCount += 1;
      const point = owners[node];
      follow(point, distance - (cost(point, node) + prices[node]));
    }
  }
  raisePrices();
  moveAlong(start);
  return steps;
}

function follow(point: i32, offset: f64): void {
  if (followed[twins[point]] === search) return;
  followed[twins[point]] = search;
  offsets[point] = offset;
  shown[point] = LENGTH;
  showList(point, offset);
}

function showList(point: i32, offset: f64): void {
  for (let place = point * LENGTH; place < (point + 1) * LENGTH; place += 1) {
    reach(listed[place], listedCosts[place] + prices[listed[place]] + offset, point);
  }
  if (bounds[point] + offset < shortest) enqueue(restOf + point, bounds[point] + offset);
}

/** First a new list, for the old one may have been made when prices were lower; then four times as many edges each time. */
function showMore(point: i32): void {
  const offset = offsets[point];
  const most = min(shown[point], cells);
  shown[point] = 4 * most;
  if (most === LENGTH) {
    listCells(point);
    showList(point, offset);
    return;
  }
  const found = findCells(point, most, shortest - offset);
  for (let at = 0; at < found; at += 1) reach(foundCells[at], foundCharges[at] + offset, point);
  // Fewer than asked for are all that charge less than matters.
  if (found === most && found < cells && foundLimit + offset < shortest) enqueue(restOf + point, foundLimit + offset);
}

function reach(cell: i32, distance: f64, by: i32): void {
  if (distance >= shortest) return;
  const owner = owners[cell];
  if (owner >= 0) {
    if (distance >= keyOf(cell) || hasLeft(cell)) return;
    from[cell] = by;
    enqueue(cell, distance);
  } else if (owner === NOBODY) {
    shortest = distance;
    end = cell;
    from[cell] = by;
  } else if (owner === VACANT && distance < keyOf(vacancy) && !hasLeft(vacancy)) {
    entry = cell;
    entered = by;
    enqueue(vacancy, distance);
  }
}

/** From one of its cells the vacancy can move to any cell, for the difference in price. */
function leaveVacancy(distance: f64): void {
  const offset = distance - vacantPrice;
  // Free cells first: they say how far it is worth going.
  for (let cell = 0; cell < cells; cell += 1) if (owners[cell] === NOBODY) reach(cell, prices[cell] + offset, VACANT);
  for (let cell = 0; cell < cells; cell += 1) if (owners[cell] >= 0) reach(cell, prices[cell] + offset, VACANT);
}

function raisePrices(): void {
  for (let at = 0; at < reachedCount; at += 1) {
    const cell = reached[at];
    prices[cell] = prices[cell] + (shortest - keyOf(cell));
    priceRose(cell);
  }
  if (!hasLeft(vacancy)) return;
  vacantPrice += shortest - keyOf(vacancy);
  raiseVacancies(vacantPrice);
}

function moveAlong(start: i32): void {
  for (let cell = end; ;) {
    let point = from[cell];
    if (point === VACANT) {
      owners[cell] = VACANT;
      prices[cell] = vacantPrice;
      cell = entry;
      point = entered;
    }
    const former = cellOf[point];
    owners[cell] = point;
    cellOf[point] = cell;
    if (point === start) return;
    cell = former;
  }
}
