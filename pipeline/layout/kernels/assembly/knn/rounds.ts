/**
 * Every pair of rows once. Rows are cut into blocks of panels; a round compares blocks in disjoint pairs, so that the two
 * lists which a pair of rows changes are changed by one thread only, in an order that is fixed by the rounds.
 */
import { PANEL } from './panels.ts';
import { multiplyPanels } from './products.ts';
import { replaceLargest } from '../heap.ts';

/** Bytes of the products of two panels. */
const PRODUCTS: usize = <usize>PANEL * PANEL * 4;

/**
 * Compares the rows of block `part` with one another. For every row, `kept` candidates are held in `values` and `indices`
 * (heaps), the value of the farthest also in `farthest`. A candidate's value is |y|²/2 − x·y: it orders as the distance
 * does. `scratch` has room for the products of every part.
 */
export function compareWithin(
  part: i32, blockPanels: i32, panelCount: i32, panels: usize, halves: usize, columns: i32,
  kept: i32, values: usize, indices: usize, farthest: usize, scratch: usize,
): void {
  const products = scratch + <usize>part * PRODUCTS;
  const end = min((part + 1) * blockPanels, panelCount);
  for (let first = part * blockPanels; first < end; first += 1) {
    for (let second = first; second < end; second += 1) {
      multiplyPanels(panelAt(panels, first, columns), panelAt(panels, second, columns), columns, products);
      offer(first, second, products, halves, kept, values, indices, farthest);
    }
  }
}

/**
 * Compares the rows of two blocks with each other, pair `part` of round `round`: the circle method of tournaments
 * (E. Lucas, Récréations mathématiques, 1883). `blocks` is even; one past the panels is empty.
 */
export function compareBetween(
  part: i32, round: i32, blocks: i32, blockPanels: i32, panelCount: i32, panels: usize, halves: usize, columns: i32,
  kept: i32, values: usize, indices: usize, farthest: usize, scratch: usize,
): void {
  const circle = blocks - 1;
  const one = part === 0 ? circle : (round + part) % circle;
  const other = part === 0 ? round : (round - part + circle) % circle;
  const products = scratch + <usize>part * PRODUCTS;
  const firstEnd = min((one + 1) * blockPanels, panelCount);
  const secondEnd = min((other + 1) * blockPanels, panelCount);
  for (let first = one * blockPanels; first < firstEnd; first += 1) {
    for (let second = other * blockPanels; second < secondEnd; second += 1) {
      multiplyPanels(panelAt(panels, first, columns), panelAt(panels, second, columns), columns, products);
      offer(first, second, products, halves, kept, values, indices, farthest);
    }
  }
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function panelAt(panels: usize, panel: i32, columns: i32): usize {
  return panels + <usize>panel * <usize>columns * PANEL * 4;
}

/** Offers the rows of two panels to each other's lists; of one panel with itself, every row to all others. */
function offer(first: i32, second: i32, products: usize, halves: usize, kept: i32, values: usize, indices: usize, farthest: usize): void {
  const firstRow = first * PANEL;
  const secondRow = second * PANEL;
  const both = first !== second;
  for (let lane = 0; lane < PANEL; lane += 1) {
    const row = firstRow + lane;
    const half = v128.load_splat<f32>(halves + (<usize>row << 2));
    const limit = v128.load_splat<f32>(farthest + (<usize>row << 2));
    for (let group = 0; group < PANEL; group += 4) {
      const columns = <usize>(secondRow + group) << 2;
      const product = v128.load(products + (<usize>(lane * PANEL + group) << 2));
      const forRow = f32x4.sub(v128.load(halves + columns), product);
      const nearRow = f32x4.lt(forRow, limit);
      const forColumns = f32x4.sub(half, product);
      const nearColumns = f32x4.lt(forColumns, v128.load(farthest + columns));
      if (!v128.any_true(v128.or(nearRow, nearColumns))) continue;
      take(row, secondRow + group, i32x4.bitmask(nearRow), forRow, false, kept, values, indices, farthest);
      if (both) take(row, secondRow + group, i32x4.bitmask(nearColumns), forColumns, true, kept, values, indices, farthest);
    }
  }
}

/** Takes the marked lanes: columns into the row's list or, turned round, the row into theirs. */
function take(row: i32, column: i32, marks: i32, lanes: v128, turned: bool, kept: i32, values: usize, indices: usize, farthest: usize): void {
  for (let lane = 0; marks !== 0; lane += 1, marks >>>= 1) {
    if (!(marks & 1)) continue;
    const self = turned ? column + lane : row;
    const other = turned ? row : column + lane;
    if (self === other) continue;
    const value = laneOf(lanes, lane);
    // An earlier lane may have made the list stricter.
    if (!(value < load<f32>(farthest + (<usize>self << 2)))) continue;
    const list = (<usize>self * <usize>kept) << 2;
    replaceLargest<f32>(values + list, indices + list, kept, value, other);
    store<f32>(farthest + (<usize>self << 2), load<f32>(values + list));
  }
}

function laneOf(lanes: v128, lane: i32): f32 {
  switch (lane) {
    case 0: return f32x4.extract_lane(lanes, 0);
    case 1: return f32x4.extract_lane(lanes, 1);
    case 2: return f32x4.extract_lane(lanes, 2);
    default: return f32x4.extract_lane(lanes, 3);
  }
}
