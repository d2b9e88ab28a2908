/** Reads `items.arrow`: one row an image, typed columns. Works in Node and in the browser. */
import { tableFromIPC, type Table } from '@uwdata/flechette';
import { GalleryError } from './format.ts';
import type { Manifest, ManifestLayout } from './manifest.ts';
import type { NeighbourLists } from './neighbours.ts';

export type FactValue = string | number | string[] | null;

/** One image, as pages and panels show it. All text is data and never markup. */
export interface Item {
  /** Row in items.arrow; what neighbour lists refer to. */
  index: number;
  id: string;
  slug: string;
  title: string;
  /** A longer or official name; empty where there is none. */
  subtitle: string;
  /** Other places or names that share this very picture. */
  aliases: string[];
  /** What people may also type to find it; missing where nothing was told. */
  spellings?: string[];
  labels: Record<string, string>;
  facts: Record<string, FactValue>;
  /** Pixels of the largest published picture; only the ratio carries meaning on the map. */
  width: number;
  height: number;
  /** Mean colour, `#rrggbb`. */
  colour: string;
  /** True where the picture has transparent parts: no hairline round its box. */
  transparent: boolean;
  /** Reconstruction error by encoder: mean squared error per value. */
  errors: Record<string, number>;
  /** Place among all items in each order that atlas pages are filled by. */
  spread: number;
  near: number;
}

/** What items.arrow holds: all that a map needs before a picture is chosen. */
export interface ItemTable {
  list: Item[];
  /** Coordinates in units of the layout's box: x 0 … width, y 0 … height; y grows downwards. */
  coordinates(layout: ManifestLayout): { x: Float32Array; y: Float32Array };
}

export interface Items extends ItemTable {
  /** By encoder. */
  neighbours: Record<string, NeighbourLists>;
}

/** The column that holds an encoder's or a layout's values; ids keep letters, digits and dashes. */
export const columnName = (kind: 'x' | 'y' | 'error', id: string): string =>
  `${kind}_${id.replaceAll('/', '_').replaceAll('-', '_')}`;

/** Decodes the table that `manifest.items` names. Throws a GalleryError in one sentence where it does not fit the manifest. */
export function readItems(bytes: Uint8Array, manifest: Manifest): ItemTable {
  // Damage shows wherever a value is first looked at: here, or deep inside the table.
  const orDamaged = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      if (error instanceof GalleryError) throw error;
      throw new GalleryError(`${manifest.items} of “${manifest.title}” is damaged; reload the page, or build the gallery again.`);
    }
  };
  const table: Table = orDamaged(() => tableFromIPC(bytes));
  if (table.numRows !== manifest.count) {
    throw new GalleryError(`${manifest.items} of “${manifest.title}” holds ${table.numRows} rows where its manifest says ${manifest.count}; build the gallery again.`);
  }
  const values = <Value>(name: string): ArrayLike<Value> => {
    const column = table.getChild(name);
    if (!column) throw new GalleryError(`${manifest.items} of “${manifest.title}” has no column “${name}”; build the gallery again.`);
    return column.toArray() as ArrayLike<Value>;
  };
  return orDamaged(() => ({
    list: readList(manifest, values, table.getChild('spellings')?.toArray() as ArrayLike<ArrayLike<string>> | undefined),
    coordinates: (layout) => orDamaged(() => ({
      x: Float32Array.from(values<number>(layout.x), (value) => (value / 65535) * layout.box.width),
      y: Float32Array.from(values<number>(layout.y), (value) => (value / 65535) * layout.box.height),
    })),
  }));
}

function readList(manifest: Manifest, values: <Value>(name: string) => ArrayLike<Value>, spellings: ArrayLike<ArrayLike<string>> | undefined): Item[] {
  const columns = {
    id: values<string>('id'), slug: values<string>('slug'), title: values<string>('title'), subtitle: values<string>('subtitle'),
    aliases: values<ArrayLike<string>>('aliases'), width: values<number>('width'), height: values<number>('height'),
    colour: values<number>('colour'), transparent: values<boolean>('transparent'), spread: values<number>('cell_spread'), near: values<number>('cell_near'),
  };
  const labels = manifest.labels.map((label) => [label.column, values<string>(label.column)] as const);
  const facts = manifest.facts.map((fact) => [fact, values<string | number | ArrayLike<string> | null>(fact.column)] as const);
  const errors = manifest.encoders.filter((encoder) => encoder.reconstruction)
    .map((encoder) => [encoder.id, values<number>(columnName('error', encoder.id))] as const);
  return Array.from({ length: manifest.count }, (_, index) => ({
    index,
    id: columns.id[index]!,
    slug: columns.slug[index]!,
    title: columns.title[index]!,
    subtitle: columns.subtitle[index]!,
    aliases: Array.from(columns.aliases[index] ?? []),
    ...(spellings && { spellings: Array.from(spellings[index] ?? []) }),
    labels: Object.fromEntries(labels.map(([name, list]) => [name, list[index]!])),
    facts: Object.fromEntries(facts.map(([fact, list]) => {
      const value = list[index] ?? null;
      return [fact.column, (fact.kind === 'list' || fact.kind === 'items') && value !== null ? Array.from(value as ArrayLike<string>) : value as FactValue];
    })),
    width: columns.width[index]!,
    height: columns.height[index]!,
    colour: `#${columns.colour[index]!.toString(16).padStart(6, '0')}`,
    transparent: Boolean(columns.transparent[index]),
    errors: Object.fromEntries(errors.map(([name, list]) => [name, list[index]!])),
    spread: columns.spread[index]!,
    near: columns.near[index]!,
  }));
}
