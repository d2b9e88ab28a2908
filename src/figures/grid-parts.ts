/** Rectangles of a grid, and how much of what is alike lies side by side in them. */
import type { Item, Items } from '../gallery/items.ts';
import type { ManifestLayout } from '../gallery/manifest.ts';
import { gridCells } from '../utils/grid.ts';
import { nearest } from '../utils/neighbours.ts';

export interface GridPart {
  /** Row by row; undefined where a cell is empty. */
  cells: (Item | undefined)[];
  columns: number;
  /** Cells that share an edge, both taken, in the part. */
  pairs: number;
  /** Those of them of which one item has the other among its nearest. */
  alike: number;
}

/** The whole grid as one part. */
export function wholeGrid(items: Items, layout: ManifestLayout): GridPart {
  const { columns = 1, rows = 1 } = layout;
  const cells: (Item | undefined)[] = new Array(columns * rows).fill(undefined);
  for (const { item, column, row } of gridCells(items, layout)) cells[row * columns + column] = item;
  return judged(items, layout.encoder, cells, columns);
}

/** Parts of `size` cells that do not overlap, those in which most pairs are alike first; at most `count`. Parts with an empty cell are passed over. */
export function partsOf(items: Items, layout: ManifestLayout, size: { columns: number; rows: number }, count: number): GridPart[] {
  const whole = wholeGrid(items, layout);
  const rows = whole.cells.length / whole.columns;
  const parts: GridPart[] = [];
  for (let top = 0; top + size.rows <= rows; top += size.rows) {
    for (let left = 0; left + size.columns <= whole.columns; left += size.columns) {
      const cells = Array.from({ length: size.columns * size.rows }, (_, place) =>
        whole.cells[(top + Math.floor(place / size.columns)) * whole.columns + left + (place % size.columns)]);
      if (cells.every((cell) => cell !== undefined)) parts.push(judged(items, layout.encoder, cells, size.columns));
    }
  }
  return parts.sort((a, b) => b.alike / b.pairs - a.alike / a.pairs).slice(0, count);
}

/** Share of all pairs of items of which one has the other among its nearest: what a grid filled by chance would have. Null of fewer than two items. */
export function alikeShare({ list, neighbours }: Items, encoder: string): number | null {
  const pairs = (list.length * (list.length - 1)) / 2;
  const lists = neighbours[encoder];
  if (pairs === 0 || !lists) return null;
  const alike = new Set<number>();
  lists.indices.forEach((other, place) => {
    const one = Math.floor(place / lists.perItem);
    alike.add(Math.min(one, other) * list.length + Math.max(one, other));
  });
  return alike.size / pairs;
}

function judged(items: Items, encoder: string, cells: readonly (Item | undefined)[], columns: number): GridPart {
  const near = new Map(cells.flatMap((item) => (item ? [[item.index, new Set(nearest(items, encoder, item.index, Infinity).map((other) => other.item.index))]] : [])));
  let [pairs, alike] = [0, 0];
  const look = (item: Item | undefined, other: Item | undefined): void => {
    if (!item || !other) return;
    pairs += 1;
    if (near.get(item.index)!.has(other.index) || near.get(other.index)!.has(item.index)) alike += 1;
  };
  cells.forEach((item, place) => {
    if (place % columns < columns - 1) look(item, cells[place + 1]);
    look(item, cells[place + columns]);
  });
  return { cells: [...cells], columns, pairs, alike };
}
