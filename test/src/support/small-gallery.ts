/** A gallery of a few items in memory, for tests of pages and figures. */
import type { Item, Items } from '../../../src/gallery/items.ts';
import type { Manifest, ManifestLayout } from '../../../src/gallery/manifest.ts';

export function smallItem(index: number, more: Partial<Item> = {}): Item {
  return {
    index, id: `i${index}`, slug: `item-${index}`, title: `Item ${index}`, subtitle: '', aliases: [], labels: {}, facts: {},
    width: 90, height: 60, colour: '#888888', transparent: false, errors: {}, spread: index, near: index, ...more,
  };
}

/** Items with neighbour lists by encoder (one row an item) and the same coordinates in every layout. */
export function smallItems(list: Item[], neighbours: Record<string, number[][]> = {}, coordinates: { x: number[]; y: number[] } = { x: [], y: [] }): Items {
  return {
    list,
    neighbours: Object.fromEntries(Object.entries(neighbours).map(([encoder, rows]) => [encoder, {
      indices: Uint32Array.from(rows.flat()),
      distances: Float32Array.from(rows.flatMap((row) => row.map((_, place) => place + 1))),
      perItem: rows[0]?.length ?? 0,
    }])),
    coordinates: () => ({ x: Float32Array.from(coordinates.x), y: Float32Array.from(coordinates.y) }),
  };
}

export function smallLayout(more: Partial<ManifestLayout> = {}): ManifestLayout {
  return {
    id: 'a/tsne', encoder: 'a', method: 'tsne', box: { width: 10, height: 10 }, x: 'x', y: 'y',
    scores: { trustworthiness: 1, continuity: 1, neighboursKept: 1 }, ...more,
  };
}

export function smallManifest(more: Partial<Manifest> = {}): Manifest {
  return {
    format: 'latent-gallery', version: 2, id: 'small', title: 'Small', description: '', noun: { one: 'thing', many: 'things' }, order: 1,
    count: 0, items: 'items.arrow', neighbours: 0, neighbourRows: 2048, encoders: [], layouts: [], labels: [], facts: [], atlases: [], imageSizes: [320],
    families: [], credits: [], counts: { found: 0, published: 0, skipped: [] }, files: {}, ...more,
  };
}
