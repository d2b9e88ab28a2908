/** The cells of a published grid layout, and the order that pages follow. */
import type { Item, Items } from '../gallery/items.ts';
import type { Manifest, ManifestLayout } from '../gallery/manifest.ts';

export interface GridCell {
  item: Item;
  /** Counted from 0, left to right. */
  column: number;
  /** Counted from 0, top to bottom. */
  row: number;
}

export type GridShape = 'square' | 'tall' | 'wide';

/** The encoder that pages speak of first: the last one that paints pictures back, else the last one. */
export function mainEncoder(manifest: Manifest): Manifest['encoders'][number] {
  const painter = manifest.encoders.findLast((encoder) => encoder.reconstruction);
  return painter ?? manifest.encoders.at(-1)!;
}

/** The layout of an encoder by method and shape; undefined where it is not published. */
export const findLayout = (manifest: Manifest, encoder: string, method: ManifestLayout['method'], shape?: GridShape): ManifestLayout | undefined =>
  manifest.layouts.find((layout) => layout.encoder === encoder && layout.method === method && (shape === undefined || layout.shape === shape));

/** The cell of every item in a grid layout, in reading order: row by row, each from left to right. */
export function gridCells(items: Items, layout: ManifestLayout): GridCell[] {
  const { columns, rows } = layout;
  if (!columns || !rows) return [];
  const { x, y } = items.coordinates(layout);
  const cells = items.list.map((item, index) => ({
    item,
    // 0 … box spans the first to the last cell centre.
    column: toCell(x[index]!, layout.box.width, columns),
    row: toCell(y[index]!, layout.box.height, rows),
  }));
  return cells.sort((first, second) => first.row - second.row || first.column - second.column);
}

function toCell(value: number, extent: number, cells: number): number {
  return extent > 0 ? Math.round((value / extent) * (cells - 1)) : 0;
}

/** Whether the pages of a gallery can follow a grid. */
export const hasGrid = (manifest: Manifest): boolean => findLayout(manifest, mainEncoder(manifest).id, 'grid') !== undefined;

const orders = new WeakMap<Manifest, Item[]>();

/** Items in the order of the main grid; in their own order where no grid is published. Sorted once: every page of an image asks for it. */
export function gridOrder(manifest: Manifest, items: Items): Item[] {
  const known = orders.get(manifest);
  if (known) return known;
  const encoder = mainEncoder(manifest).id;
  const layout = findLayout(manifest, encoder, 'grid', 'square') ?? findLayout(manifest, encoder, 'grid');
  const order = layout ? gridCells(items, layout).map((cell) => cell.item) : items.list;
  orders.set(manifest, order);
  return order;
}

const places = new WeakMap<readonly Item[], Map<number, number>>();

/** The items before and after one of them in the main grid's order; undefined at its ends. */
export function beforeAndAfter(manifest: Manifest, items: Items, item: Item): { before: Item | undefined; after: Item | undefined } {
  const order = gridOrder(manifest, items);
  const known = places.get(order) ?? new Map(order.map(({ index }, place) => [index, place]));
  places.set(order, known);
  const place = known.get(item.index)!;
  return { before: order[place - 1], after: order[place + 1] };
}
