/** The cheapest way to give every point a cell of its own. */
import { coarseToFine } from './coarsen.ts';
import type { PlacedPoints } from './costs.ts';
import { assignmentWorkshop, type AssignmentKernels } from './kernels.ts';

export interface Assignment {
  /** Cell of each point. */
  cells: Uint32Array;
  /** Dual price of each cell, ≤ 0, and 0 for every empty cell: what the certificate is made from. */
  prices: Float64Array;
}

/** ε, in cells²: where an auction starts that knows prices from a coarser grid, by what it falls, where it ends. */
const FIRST_STEP = 4;
const STEP_RATIO = 5;
const COARSE_STEP = 0.5;
const FINE_STEP = 0.01;
/** A slice of work between two pauses: some 10 ms. */
const BIDS = 5000;
const SEARCH_STEPS = 5000;

/**
 * Rectangular assignment, points ≤ cells, from coarse to fine: on every grid an auction with ε-scaling, on the finest one
 * shortest augmenting paths to the exact optimum. Time grows a little faster than n, memory as n: costs are never stored.
 *
 * Points on few lines or in few places tie in so many ways that paths get long. After 5 million steps and 100 a point the
 * rest is left to the auction: then the result is within n · 0.01 cells² of the optimum, and the certificate says how near.
 *
 * `order`: the order in which points are taken. Points in the same place must follow each other.
 */
export async function assign(given: PlacedPoints, order: Uint32Array, pause: () => Promise<void>): Promise<Assignment> {
  const count = order.length;
  const size = given.columns * given.rows;
  const { kernels, memory, open } = await assignmentWorkshop();
  const records = memory.doubles(3 * size).byteOffset;
  const seats = memory.integers(count);
  const prices = memory.doubles(size);

  const points = { ...given, x: rearranged(given.x, order), y: rearranged(given.y, order) };
  let coarser: PlacedPoints | undefined;
  for (const level of coarseToFine(points)) {
    open(level);
    if (coarser) kernels.startFrom(records, coarser.columns, coarser.rows);
    else kernels.start();
    const first = coarser ? FIRST_STEP : (level.columns ** 2 + level.rows ** 2) / 8;
    await auction(kernels, first, level === points ? FINE_STEP : COARSE_STEP, pause);
    if (level !== points) kernels.handDown(records);
    coarser = level;
  }
  await seatExactly(kernels, 5_000_000 + 100 * count, pause);
  kernels.finish(seats.byteOffset, prices.byteOffset);
  return { cells: inOrderOfIndex(points, order, seats), prices: Float64Array.from(prices, (price) => 0 - price) };
}

/** Phases with ε from `first` down to `last`. */
async function auction(kernels: AssignmentKernels, first: number, last: number, pause: () => Promise<void>): Promise<void> {
  for (let epsilon = Math.max(first, last); ; epsilon = Math.max(epsilon / STEP_RATIO, last)) {
    await phase(kernels, epsilon, pause);
    if (epsilon === last) return;
  }
}

async function phase(kernels: AssignmentKernels, epsilon: number, pause: () => Promise<void>): Promise<void> {
  kernels.beginPhase(epsilon);
  while (kernels.bid(BIDS) > 0) await pause();
}

async function seatExactly(kernels: AssignmentKernels, steps: number, pause: () => Promise<void>): Promise<void> {
  kernels.beginPaths();
  for (let left = steps; left > 0 && kernels.stillWaiting() > 0;) {
    left -= SEARCH_STEPS - kernels.seat(SEARCH_STEPS);
    await pause();
  }
  if (kernels.stillWaiting() > 0) await phase(kernels, FINE_STEP, pause);
}

function rearranged(values: Float64Array, order: Uint32Array): Float64Array {
  return Float64Array.from(order, (from) => values[from]!);
}

/** Cells by the points' own numbers; of points in the same place the first gets the first of their cells. */
function inOrderOfIndex({ x, y }: PlacedPoints, order: Uint32Array, seats: Int32Array): Uint32Array {
  const cells = new Uint32Array(order.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && x[end] === x[start] && y[end] === y[start]) end += 1;
    const shared = seats.slice(start, end).sort();
    shared.forEach((cell, place) => { cells[order[start + place]!] = cell; });
  }
  return cells;
}
