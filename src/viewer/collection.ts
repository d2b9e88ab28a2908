/** What the map needs to know of an opened gallery, looked up once. */
import type { Item } from '../gallery/items.ts';
import type { OpenedTable, ReadFile } from '../gallery/read.ts';
import type { ManifestLayout } from '../gallery/manifest.ts';
import type { Size } from './camera.ts';
import { fitGrid, fitMap } from './fit.ts';
import type { Choices } from './address.ts';
import { createNearest, type Near } from './nearest.ts';
import type { Places } from './places.ts';
import type { LayoutName } from './words.ts';

/** Neighbours that are shown of a chosen picture. */
export const NEAREST = 6;

export interface Collection {
  gallery: OpenedTable;
  choices: Choices;
  indexOf(id: string | null): number | null;
  item(index: number): Item;
  encoderName(id: string): string;
  /** Another encoder than the given one, for “By pixels”; null where there is only one. */
  otherEncoder(id: string): string | null;
  /** The nearest items with their distances, nearest first; none while they have not been fetched. */
  near(index: number, encoder: string): Near[];
  /** Fetches the nearest of an item by every encoder; false where they were known already or do not arrive. */
  fetchNear(index: number): Promise<boolean>;
  /** Whether an item passes the filter. */
  passes(filter: readonly string[]): (index: number) => boolean;
  /** Places of a layout on a stage; kept until the stage changes its size. */
  places(layout: LayoutName, encoder: string, stage: Size): Places;
}

/** `read` fetches what is not read at the start. */
export function createCollection(gallery: OpenedTable, read: ReadFile): Collection {
  const { manifest, items } = gallery;
  const byId = new Map(items.list.map((item) => [item.id, item.index]));
  const label = manifest.labels[0] ?? null;
  // The encoder that paints pictures back speaks first, as on the other pages.
  const encoders = manifest.encoders.map(({ id }) => id);
  const main = manifest.encoders.findLast((encoder) => encoder.reconstruction)?.id ?? encoders.at(-1) ?? '';
  const nearest = createNearest(manifest, read, NEAREST);
  const kept = new Map<string, Places>();
  let keptFor = '';
  return {
    gallery,
    choices: {
      encoders: [main, ...encoders.filter((id) => id !== main)],
      filterColumn: label?.column ?? null,
      filterValues: label?.values.map(({ value }) => value) ?? [],
      items: new Set(byId.keys()),
    },
    indexOf: (id) => (id === null ? null : byId.get(id) ?? null),
    item: (index) => items.list[index]!,
    encoderName: (id) => manifest.encoders.find((encoder) => encoder.id === id)?.name ?? id,
    otherEncoder: (id) => encoders.find((other) => other !== id) ?? null,
    near: (index, encoder) => nearest.known(index, encoder) ?? [],
    async fetchNear(index) {
      const unknown = encoders.filter((encoder) => nearest.known(index, encoder) === null);
      const came = await Promise.all(unknown.map((encoder) => nearest.load(index, encoder)));
      return came.some(Boolean);
    },
    passes(filter) {
      const column = label?.column;
      if (column === undefined || filter.length === 0) return () => true;
      const wanted = new Set(filter);
      return (index) => wanted.has(items.list[index]?.labels[column] ?? '');
    },
    places(layout, encoder, stage) {
      const size = `${stage.width} × ${stage.height}`;
      if (size !== keptFor) kept.clear();
      keptFor = size;
      const key = `${layout} ${encoder}`;
      const known = kept.get(key);
      if (known) return known;
      const made = makePlaces(gallery, layout, encoder, stage);
      kept.set(key, made);
      return made;
    },
  };
}

function makePlaces({ manifest, items }: OpenedTable, name: LayoutName, encoder: string, stage: Size): Places {
  const layout = chooseLayout(manifest.layouts, name, encoder, stage);
  const source = { ...items.coordinates(layout), box: layout.box, ratios: Float32Array.from(items.list, ({ width, height }) => width / height) };
  return layout.method === 'grid' ? fitGrid(source, layout.columns ?? 1, layout.rows ?? 1, stage) : fitMap(source, stage);
}

/** The tall grid on upright stages, the square one on wide stages; the first layout there is where the wanted one is missing. */
export function chooseLayout(layouts: readonly ManifestLayout[], name: LayoutName, encoder: string, stage: Size): ManifestLayout {
  const own = layouts.filter((layout) => layout.encoder === encoder);
  const shape = stage.height > stage.width ? 'tall' : 'square';
  const grids = own.filter(({ method }) => method === 'grid');
  const wanted = name === 'grid'
    ? grids.find((layout) => layout.shape === shape) ?? grids[0]
    : own.find(({ method }) => method === (name === 'pca' ? 'pca' : 'tsne'));
  const layout = wanted ?? own[0] ?? layouts[0];
  if (!layout) throw new Error('The gallery has no layout.');
  return layout;
}
