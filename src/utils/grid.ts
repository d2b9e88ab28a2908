/** The cells of a published grid layout, and the order that pages follow. */
import type { Item, Items } from '../gallery/items.ts';
import { mainEncoder } from '../gallery/main-encoder.ts';
import type { Manifest, ManifestLayout } from '../gallery/manifest.ts';

export interface GridCell {
  item: Item;
  /** Counted from 0, left to right. */
  column: number;
  /** Counted from 0, top to bottom. */
  row: number;
}

export type GridShape = 'square' | 'tall' | 'wide';

/** A grid, or a part of one. */
export interface Grid {
  columns: number;
  rows: number;
  cells: GridCell[];
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

/** Columns for each row of a grid that is filled row by row. */
const PER_ROW = { square: 1, tall: 1 / 2, wide: 2 };

/** The main encoder's grid in a shape, or in the one there is; where none is published, rows that are filled by the order that puts alike items near. */
export function mainGrid(manifest: Manifest, items: Items, shape: GridShape): Grid {
  const encoder = mainEncoder(manifest).id;
  const layout = findLayout(manifest, encoder, 'grid', shape) ?? findLayout(manifest, encoder, 'grid');
  if (layout?.columns && layout.rows) return { columns: layout.columns, rows: layout.rows, cells: gridCells(items, layout) };
  const columns = Math.ceil(Math.sqrt(items.list.length * PER_ROW[shape]));
  const order = items.list.toSorted((a, b) => a.near - b.near);
  return {
    columns, rows: Math.ceil(order.length / columns),
    cells: order.map((item, place) => ({ item, column: place % columns, row: Math.floor(place / columns) })),
  };
}

/** So many columns and rows round the middle, or all where there are no more, counted from their own corner: the corners of a large grid are often empty. */
export function middleOf(grid: Grid, most: { columns: number; rows: number }): Grid {
  const columns = Math.min(grid.columns, most.columns);
  const rows = Math.min(grid.rows, most.rows);
  const left = Math.floor((grid.columns - columns) / 2);
  const top = Math.floor((grid.rows - rows) / 2);
  const cells = grid.cells.map(({ item, column, row }) => ({ item, column: column - left, row: row - top }))
    .filter(({ column, row }) => column >= 0 && column < columns && row >= 0 && row < rows);
  return { columns, rows, cells };
}

/** Width to height of cells that suit most pictures, from squares to 3:2: squares stand close together, wide ones have room. */
export function cellRatio(items: Items): number {
  const ratios = items.list.map(({ width, height }) => width / height).sort((a, b) => a - b);
  return Math.min(1.5, Math.max(1, ratios[Math.floor(ratios.length / 2)] ?? 1));
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
