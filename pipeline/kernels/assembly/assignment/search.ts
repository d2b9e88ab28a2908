/** The cells that cost a point least, price included: a search down the pyramid of tiles. */
import { Doubles, Integers, takeDoubles, takeIntegers } from './arrays.ts';
import { cells, prices, TILE, tilesAcross, x, y } from './problem.ts';
import { blocksAcross, blocksDown, levels, lowerBound } from './tiles.ts';

/** What the last search found, in no order: cells, and their cost + price. */
export let foundCells: Integers = changetype<Integers>(0);
export let foundCharges: Doubles = changetype<Doubles>(0);
/** Every cell that was not found charges at least this. */
export let foundLimit: f64 = 0;

let count: i32 = 0;
let wanted: i32 = 0;
let room: i32 = 0;
let pointX: f64 = 0;
let pointY: f64 = 0;
let place: v128 = f64x2.splat(0);

export function laySearch(): void {
  foundCharges = takeDoubles(2 * cells + TILE);
  foundCells = takeIntegers(2 * cells + TILE);
}

/** Finds the `most` cells that charge a point least, or those that charge it at most `within` if they are fewer; returns how many. */
export function findCells(point: i32, most: i32, within: f64): i32 {
  pointX = x[point];
  pointY = y[point];
  place = f64x2.replace_lane(f64x2.splat(pointX), 1, pointY);
  wanted = most;
  // Found cells are kept until there is room for no more; only then the best of them are chosen.
  room = min(2 * most + 16, 2 * cells);
  count = 0;
  foundLimit = within;
  const top = levels - 1;
  const blocks = blocksAcross(top) * blocksDown(top);
  for (let block = 0; block < blocks; block += 1) descend(top, block);
  if (count > wanted) keepLeast();
  return count;
}

/** Rearranges the first `size` found so that the `least` smallest come first. C. Hoare, “Algorithm 65: Find”, CACM 4 (1961). */
export function selectLeast(size: i32, least: i32): void {
  let low = 0;
  let high = size - 1;
  while (low < high) {
    const pivot = foundCharges[(low + high) >> 1];
    let left = low;
    let right = high;
    while (left <= right) {
      while (foundCharges[left] < pivot) left += 1;
      while (foundCharges[right] > pivot) right -= 1;
      if (left > right) break;
      const charge = foundCharges[left];
      foundCharges[left] = foundCharges[right];
      foundCharges[right] = charge;
      const cell = foundCells[left];
      foundCells[left] = foundCells[right];
      foundCells[right] = cell;
      left += 1;
      right -= 1;
    }
    if (least - 1 <= right) high = right;
    else if (least - 1 >= left) low = left;
    else return;
  }
}

/** The largest of the first `size` found: its place. */
export function largestOf(size: i32): i32 {
  let largest = 0;
  for (let at = 1; at < size; at += 1) if (foundCharges[at] > foundCharges[largest]) largest = at;
  return largest;
}

function descend(level: i32, block: i32): void {
  if (lowerBound(level, block, place) > foundLimit) return;
  if (level === 0) {
    lookInto(block);
    return;
  }
  const inRow = blocksAcross(level);
  const finer = blocksAcross(level - 1);
  const left = (block % inRow) << 1;
  const upper = (block / inRow) << 1;
  const right = min(left + 2, finer);
  const lower = min(upper + 2, blocksDown(level - 1));
  for (let row = upper; row < lower; row += 1) {
    for (let column = left; column < right; column += 1) descend(level - 1, row * finer + column);
  }
}

function lookInto(tile: i32): void {
  const left = <f64>((tile % tilesAcross) << 3) - pointX;
  const upper = <f64>((tile / tilesAcross) << 3) - pointY;
  const two = f64x2.splat(2);
  const d0 = f64x2.replace_lane(f64x2.splat(left), 1, left + 1);
  const d1 = f64x2.add(d0, two);
  const d2 = f64x2.add(d1, two);
  const d3 = f64x2.add(d2, two);
  const s0 = f64x2.mul(d0, d0);
  const s1 = f64x2.mul(d1, d1);
  const s2 = f64x2.mul(d2, d2);
  const s3 = f64x2.mul(d3, d3);
  let at = changetype<usize>(prices) + (<usize>tile << 9);
  for (let row = 0; row < 8; row += 1, at += 64) {
    const d = upper + <f64>row;
    const down = f64x2.splat(d * d);
    const c0 = f64x2.add(f64x2.add(s0, down), v128.load(at));
    const c1 = f64x2.add(f64x2.add(s1, down), v128.load(at, 16));
    const c2 = f64x2.add(f64x2.add(s2, down), v128.load(at, 32));
    const c3 = f64x2.add(f64x2.add(s3, down), v128.load(at, 48));
    const least = f64x2.pmin(f64x2.pmin(c0, c1), f64x2.pmin(c2, c3));
    if (!v128.any_true(f64x2.le(least, f64x2.splat(foundLimit)))) continue;
    const cell = (tile << 6) + (row << 3);
    keep(f64x2.extract_lane(c0, 0), cell);
    keep(f64x2.extract_lane(c0, 1), cell + 1);
    keep(f64x2.extract_lane(c1, 0), cell + 2);
    keep(f64x2.extract_lane(c1, 1), cell + 3);
    keep(f64x2.extract_lane(c2, 0), cell + 4);
    keep(f64x2.extract_lane(c2, 1), cell + 5);
    keep(f64x2.extract_lane(c3, 0), cell + 6);
    keep(f64x2.extract_lane(c3, 1), cell + 7);
  }
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function keep(charge: f64, cell: i32): void {
  if (charge > foundLimit) return;
  foundCharges[count] = charge;
  foundCells[count] = cell;
  count += 1;
  if (count === room) keepLeast();
}

function keepLeast(): void {
  selectLeast(count, wanted);
  foundLimit = foundCharges[largestOf(wanted)];
  count = wanted;
}
