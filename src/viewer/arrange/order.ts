/** Items in the order in which a grid is read: row by row, so that neighbours in the order look alike. */
import type { Items } from '../../gallery/items.ts';
import type { ManifestLayout } from '../../gallery/manifest.ts';

/** All items; in their own order where there is no grid. */
export function readingOrder(items: Pick<Items, 'list' | 'coordinates'>, grid: ManifestLayout | undefined): Uint32Array {
  const order = Uint32Array.from(items.list, (_, index) => index);
  if (!grid) return order;
  const { x, y } = items.coordinates(grid);
  // 0 … box spans the first to the last cell centre.
  const half = grid.box.height / Math.max(1, (grid.rows ?? 1) - 1) / 2;
  const row = (index: number): number => Math.round(y[index]! / (2 * half || 1));
  return order.sort((a, b) => row(a) - row(b) || x[a]! - x[b]! || a - b);
}
