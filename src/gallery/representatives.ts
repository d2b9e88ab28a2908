/** Which pictures stand for a map when there is no room for all of them. */
import { finish, type Steps } from './steps.ts';

/**
 * For each point the distance down to which it is drawn when points must keep apart: those with `apart[i] ≥ d` lie at least
 * about `d` from each other, and every other point has one of them closer than that. So a zoom adds points and never takes
 * one away. Of two that are too close the one earlier in `order` wins. `x` and `y` are in the same unit as the result; points
 * closer than `least` to an earlier one get their true distance, at most `least`.
 *
 * Where `order` is known to be good, `eager` says how many of its next points may stand for others, in points placed
 * already: small gaps then wait a step longer, and what is drawn are nearly the first of the order.
 *
 * A greedy permutation (Gonzalez 1985, “Clustering to minimize the maximum intercluster distance”), its radii taken in steps
 * of √2, so that a hashed grid finds what is near. Time: about points × steps in which they are looked at, a few each.
 */
export const keptApart = (x: Float32Array, y: Float32Array, order: Uint32Array, least: number, eager = Infinity): Float32Array =>
  finish(keepApart(x, y, order, least, eager));

/** The same in steps. */
export function* keepApart(x: Float32Array, y: Float32Array, order: Uint32Array, least: number, eager: number): Steps<Float32Array> {
  const count = order.length;
  const apart = new Float32Array(x.length);
  if (count === 0) return apart;
  const turn = new Uint32Array(x.length);
  order.forEach((point, place) => { turn[point] = place; });
  const nearest = new Float32Array(x.length).fill(Infinity);
  const placed = new Uint32Array(count);
  const next = new Int32Array(x.length);
  let placedCount = 0;
  let waiting: Uint32Array = order;
  let former = Infinity;
  // A little wider than all of them: the first one sees every other, whatever the rounding.
  for (let radius = 1.001 * extentOf(x, y, order); ; radius *= STEP) {
    const last = radius <= least;
    yield;
    const grid = createGrid(x, y, radius, next);
    for (let place = 0; place < placedCount; place += 1) grid.add(placed[place]!);
    const still: number[] = [];
    const inTurn = last ? Infinity : Math.max(FEW, eager * Math.max(1, placedCount));
    let looked = 0;
    for (const point of waiting) {
      looked += 1;
      if (looked % OFTEN === 0) yield;
      if (turn[point]! >= inTurn) {
        still.push(point);
        continue;
      }
      // What was found too close in a wider step stays too close until the steps come down to it.
      if (nearest[point]! >= radius) nearest[point] = Math.min(nearest[point]!, grid.nearest(point));
      if (nearest[point]! < radius) {
        if (last) apart[point] = nearest[point]!;
        else still.push(point);
        continue;
      }
      apart[point] = Math.min(nearest[point]!, former);
      placed[placedCount] = point;
      placedCount += 1;
      grid.add(point);
    }
    if (last || still.length === 0) return apart;
    waiting = Uint32Array.from(still);
    former = radius;
  }
}

const STEP = 2 ** -0.5;
/** Points between two steps: less than a few milliseconds. */
const OFTEN = 2000;
/** So many of an order are always looked at. */
const FEW = 500;

function extentOf(x: Float32Array, y: Float32Array, points: Uint32Array): number {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const point of points) {
    left = Math.min(left, x[point]!);
    right = Math.max(right, x[point]!);
    top = Math.min(top, y[point]!);
    bottom = Math.max(bottom, y[point]!);
  }
  return Math.hypot(right - left, bottom - top);
}

/** Points in square cells of side `radius`, hashed. `nearest` sees all points within `radius`, and some further off. */
function createGrid(x: Float32Array, y: Float32Array, radius: number, next: Int32Array): { add(point: number): void; nearest(point: number): number } {
  const size = 2 ** Math.ceil(Math.log2(1 + next.length));
  const first = new Int32Array(size).fill(-1);
  const cell = (column: number, row: number): number => (Math.imul(column, 73856093) ^ Math.imul(row, 19349663)) & (size - 1);
  const side = Math.max(radius, 1e-9);
  return {
    add(point) {
      const at = cell(Math.floor(x[point]! / side), Math.floor(y[point]! / side));
      next[point] = first[at]!;
      first[at] = point;
    },
    nearest(point) {
      const [column, row] = [Math.floor(x[point]! / side), Math.floor(y[point]! / side)];
      let best = Infinity;
      for (let dy = -1; dy <= 1; dy += 1) {
        for (let dx = -1; dx <= 1; dx += 1) {
          for (let other = first[cell(column + dx, row + dy)]!; other >= 0; other = next[other]!) {
            const distance = (x[other]! - x[point]!) ** 2 + (y[other]! - y[point]!) ** 2;
            if (distance < best) best = distance;
          }
        }
      }
      return Math.sqrt(best);
    },
  };
}
