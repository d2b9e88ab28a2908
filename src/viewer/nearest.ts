/** Who is nearest to whom: parts of the neighbour lists, fetched when they are first asked for. */
import type { Manifest } from '../gallery/manifest.ts';
import { partOf, type NeighbourLists } from '../gallery/neighbours.ts';
import { openNeighbours, type ReadFile } from '../gallery/open-table.ts';

export interface Near {
  index: number;
  distance: number;
}

export interface Nearest {
  /** The nearest items, nearest first; null while they have not arrived. */
  known(index: number, encoder: string): Near[] | null;
  /** Fetches what is not known yet; false where it does not arrive. */
  load(index: number, encoder: string): Promise<boolean>;
}

/** At most `most` of an item's nearest are told. */
export function createNearest(manifest: Manifest, read: ReadFile, most: number): Nearest {
  const parts = new Map<string, NeighbourLists>();
  const coming = new Map<string, Promise<boolean>>();
  const keyOf = (index: number, encoder: string): string => `${encoder} ${partOf(index, manifest)}`;
  return {
    known(index, encoder) {
      const lists = parts.get(keyOf(index, encoder));
      if (!lists) return null;
      const start = (index - partOf(index, manifest) * manifest.neighbourRows) * lists.perItem;
      return Array.from({ length: Math.min(most, lists.perItem) }, (_, place) => ({ index: lists.indices[start + place]!, distance: lists.distances[start + place]! }));
    },
    load(index, encoder) {
      const key = keyOf(index, encoder);
      const before = coming.get(key);
      if (before) return before;
      const arrives = openNeighbours(read, manifest, encoder, partOf(index, manifest)).then((lists) => {
        parts.set(key, lists);
        return true;
      }, () => {
        // Asked for again, it is tried again.
        coming.delete(key);
        return false;
      });
      coming.set(key, arrives);
      return arrives;
    },
  };
}
