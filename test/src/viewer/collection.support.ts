/** Galleries in memory as the map opens them. */
import { readItems, type Item } from '../../../src/gallery/items.ts';
import type { Manifest } from '../../../src/gallery/manifest.ts';
import type { OpenedTable, ReadFile } from '../../../src/gallery/open-table.ts';
import { encode, sampleColumns, sampleManifest, sampleNeighbours } from '../gallery/sample.ts';
import { smallItem, smallItems, smallLayout, smallManifest } from '../support/small-gallery.ts';

/** The sample of three flags; its main encoder is the second. */
export function sampleTable(more: Partial<Manifest> = {}): OpenedTable {
  const manifest = { ...sampleManifest(), ...more };
  return { manifest, items: readItems(encode(sampleColumns()), manifest) };
}

/** Reads the sample's neighbour lists, which are the same for both encoders. */
export const readSample: ReadFile = async (path) => encode(sampleNeighbours()[path.endsWith('-0.arrow') ? 0 : 1]!);

export const readNothing: ReadFile = (path) => Promise.reject(new Error(path));

/** Items at the given points of one t-SNE map, 10 × 10 in its units. */
export function tableAt(points: readonly (readonly [number, number])[], item: (index: number) => Partial<Item> = () => ({}), more: Partial<Manifest> = {}): OpenedTable {
  const manifest = smallManifest({ count: points.length, encoders: [encoder('a')], layouts: [smallLayout()], ...more });
  return { manifest, items: smallItems(points.map((_, index) => smallItem(index, item(index))), {}, { x: points.map(([x]) => x), y: points.map(([, y]) => y) }) };
}

const encoder = (id: string): Manifest['encoders'][number] => ({ id, name: id.toUpperCase(), description: '', dimensions: 2, distance: 'euclidean', distanceNote: '', retrieval: {} });
