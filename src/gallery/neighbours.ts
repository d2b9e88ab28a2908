/** Reads `neighbours/<encoder>-<part>.arrow`: who is nearest to whom. Kept apart from items.arrow, because a map needs a few rows only. */
import { tableFromIPC } from '@uwdata/flechette';
import { GalleryError } from './format.ts';
import type { Manifest } from './manifest.ts';

/** Lists of the items of a gallery, or of a part of it, end to end: `perItem` each, nearest first. */
export interface NeighbourLists {
  /** Rows of items.arrow. */
  indices: Uint32Array;
  distances: Float32Array;
  perItem: number;
}

/** The part that holds an item's list. */
export const partOf = (item: number, manifest: Manifest): number => Math.floor(item / manifest.neighbourRows);

/** How many parts an encoder's lists have. */
export const partCount = ({ count, neighbourRows }: Pick<Manifest, 'count' | 'neighbourRows'>): number => Math.ceil(count / neighbourRows);

/** Decodes one part. Throws a GalleryError in one sentence where it does not fit the manifest. `path` names it. */
export function readNeighbours(bytes: Uint8Array, manifest: Manifest, part: number, path: string): NeighbourLists {
  const rows = Math.min(manifest.neighbourRows, manifest.count - part * manifest.neighbourRows);
  try {
    const table = tableFromIPC(bytes);
    const lists = (name: string): ArrayLike<ArrayLike<number>> => {
      const column = table.getChild(name);
      if (column?.length !== rows) throw new RangeError(`${rows} rows belong in “${name}”`);
      return column.toArray() as ArrayLike<ArrayLike<number>>;
    };
    return {
      indices: flatten(lists('indices'), manifest.neighbours, Uint32Array),
      distances: flatten(lists('distances'), manifest.neighbours, Float32Array),
      perItem: manifest.neighbours,
    };
  } catch {
    throw new GalleryError(`${path} of “${manifest.title}” is damaged; reload the page, or build the gallery again.`);
  }
}

/** Parts in their order become one. */
export function joinNeighbours(parts: readonly NeighbourLists[], perItem: number): NeighbourLists {
  const length = parts.reduce((sum, part) => sum + part.indices.length, 0);
  const joined = { indices: new Uint32Array(length), distances: new Float32Array(length), perItem };
  let start = 0;
  for (const part of parts) {
    joined.indices.set(part.indices, start);
    joined.distances.set(part.distances, start);
    start += part.indices.length;
  }
  return joined;
}

/** Lists of `width` values each, end to end. */
function flatten<Result extends Uint32Array | Float32Array>(
  lists: ArrayLike<ArrayLike<number>>, width: number, Type: new (length: number) => Result,
): Result {
  const all = new Type(lists.length * width);
  for (let index = 0; index < lists.length; index += 1) {
    if (lists[index]!.length !== width) throw new RangeError(`a list of ${lists[index]!.length} values where ${width} belong`);
    all.set(lists[index]!, index * width);
  }
  return all;
}
