/**
 * Every pair of rows once. Rows are cut into blocks of panels; a round compares blocks in disjoint pairs, so that the two
 * lists which a pair of rows changes are changed by one thread only, in an order that is fixed by the rounds.
 */
import { PANEL } from './panels.ts';
import { multiplyPanels } from './products.ts';
import { offer } from './offer.ts';

/** Bytes of the products of two panels. */
const PRODUCTS: usize = <usize>PANEL * PANEL * 4;

/**
 * Compares the rows of block `part` with one another. For every row, `kept` candidates are held in `values` and `indices`
 * (heaps), the value of the farthest also in `farthest`. A candidate's value is |y|²/2 − x·y: it orders as the distance
 * does. `ids` are 0, 1, 2 …; `scratch` has room for the products of every part.
 */
export function compareWithin(
  part: i32, blockPanels: i32, panelCount: i32, panels: usize, halves: usize, columns: i32,
  kept: i32, values: usize, indices: usize, ids: usize, farthest: usize, scratch: usize,
): void {
  const products = scratch + <usize>part * PRODUCTS;
  const end = min((part + 1) * blockPanels, panelCount);
  for (let first = part * blockPanels; first < end; first += 1) {
    for (let second = first; second < end; second += 1) {
      multiplyPanels(panelAt(panels, first, columns), panelAt(panels, second, columns), columns, products);
      offer(first, second, products, ids, halves, farthest, kept, values, indices, false);
    }
  }
}

/**
 * Compares the rows of two blocks with each other, pair `part` of round `round`: the circle method of tournaments
 * (E. Lucas, Récréations mathématiques, 1883). `blocks` is even; one past the panels is empty.
 */
export function compareBetween(
  part: i32, round: i32, blocks: i32, blockPanels: i32, panelCount: i32, panels: usize, halves: usize, columns: i32,
  kept: i32, values: usize, indices: usize, ids: usize, farthest: usize, scratch: usize,
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
      offer(first, second, products, ids, halves, farthest, kept, values, indices, false);
    }
  }
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function panelAt(panels: usize, panel: i32, columns: i32): usize {
  return panels + <usize>panel * <usize>columns * PANEL * 4;
}
