/** Compares the rows of each leaf of a tree with one another. */
import { THREAD } from '../thread.ts';
import { offer } from './offer.ts';
import { packRows, PANEL } from './panels.ts';
import { multiplyPanels } from './products.ts';

/**
 * Leaf `part` is rows `bounds`[part] … `bounds`[part + 1] of `order`. Leaves share no rows, so no two parts change the same
 * list. `scratch` has `room` bytes for every thread: panels, halves, the farthest, and the products of two panels.
 */
export function compareLeaf(
  part: i32, bounds: usize, order: usize, points: usize, columns: i32, centre: usize, scale: f64, aside: usize,
  kept: i32, values: usize, indices: usize, scratch: usize, room: i32,
): void {
  const start = load<i32>(bounds + (<usize>part << 2));
  const count = load<i32>(bounds + (<usize>part << 2), 4) - start;
  const ids = order + (<usize>start << 2);
  const panelCount = (count + PANEL - 1) / PANEL;
  const places = <usize>(panelCount * PANEL) << 2;
  const panelBytes = <usize>columns * PANEL * 4;
  const products = scratch + <usize>THREAD * <usize>room;
  const halves = products + PANEL * PANEL * 4;
  const farthest = halves + places;
  const panels = farthest + places;
  for (let panel = 0; panel < panelCount; panel += 1) {
    packRows(panel, ids, count, points, columns, centre, scale, aside, panels + <usize>panel * panelBytes, halves);
  }
  for (let place = 0; place < panelCount * PANEL; place += 1) {
    const list = place < count ? (<usize>load<i32>(ids + (<usize>place << 2)) * <usize>kept) << 2 : 0;
    // Nothing is near a row that only fills up a panel.
    store<f32>(farthest + (<usize>place << 2), place < count ? load<f32>(values + list) : f32.NEGATIVE_INFINITY);
  }
  for (let first = 0; first < panelCount; first += 1) {
    for (let second = first; second < panelCount; second += 1) {
      multiplyPanels(panels + <usize>first * panelBytes, panels + <usize>second * panelBytes, columns, products);
      offer(first, second, products, ids, halves, farthest, kept, values, indices, true);
    }
  }
}
