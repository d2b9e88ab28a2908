/** Nearest items of one item, out of a gallery's flat lists. */
import type { Item, Items } from '../gallery/items.ts';

export interface Neighbour {
  item: Item;
  distance: number;
  /** 1 is the nearest. */
  rank: number;
}

/** The `count` nearest items of the item at `index`, nearest first; fewer where the gallery keeps fewer. */
export function nearest(items: Items, encoder: string, index: number, count: number): Neighbour[] {
  const lists = items.neighbours[encoder];
  if (!lists) return [];
  return Array.from({ length: Math.min(count, lists.perItem) }, (_, place) => ({
    item: items.list[lists.indices[index * lists.perItem + place]!]!,
    distance: lists.distances[index * lists.perItem + place]!,
    rank: place + 1,
  }));
}

/** How many of the `count` nearest of an item are the same in both encoders. */
export function shared(items: Items, first: string, second: string, index: number, count: number): number {
  const inSecond = new Set(nearest(items, second, index, count).map(({ item }) => item.index));
  return nearest(items, first, index, count).filter(({ item }) => inSecond.has(item.index)).length;
}

const sortedErrors = new WeakMap<Items, Map<string, Float64Array>>();

/** The errors of an encoder's reconstructions, ascending. Sorted once: every page of an image asks for its place among them. */
function errorsOf(items: Items, encoder: string): Float64Array {
  const known = sortedErrors.get(items) ?? new Map<string, Float64Array>();
  sortedErrors.set(items, known);
  const errors = known.get(encoder) ?? Float64Array.from(items.list.flatMap((item) => item.errors[encoder] ?? [])).sort();
  known.set(encoder, errors);
  return errors;
}

/** How many items' reconstructions are closer to the original than that of the item at `index`. */
export function closerOnes(items: Items, encoder: string, index: number): number {
  const own = items.list[index]?.errors[encoder];
  if (own === undefined) return 0;
  const errors = errorsOf(items, encoder);
  let [low, high] = [0, errors.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (errors[middle]! < own) low = middle + 1;
    else high = middle;
  }
  return low;
}
