/** Reads `items.arrow`: one row an image, typed columns. Works in Node and in the browser. */
import { tableFromIPC, type Table } from '@uwdata/flechette';
import { GalleryError, type Manifest, type ManifestLayout } from './manifest.ts';

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
}

export interface Items {
  list: Item[];
  /** By encoder: `count × neighbours` item indices, nearest first. */
  neighbours: Record<string, { indices: Uint32Array; distances: Float32Array; perItem: number }>;
  /** Coordinates in units of the layout's box: x 0 … width, y 0 … height; y grows downwards. */
  coordinates(layout: ManifestLayout): { x: Float32Array; y: Float32Array };
}

/** The column that holds an encoder's or a layout's values; ids keep letters, digits and dashes. */
export const columnName = (kind: 'x' | 'y' | 'neighbours' | 'distances' | 'error', id: string): string =>
  `${kind}_${id.replaceAll('/', '_').replaceAll('-', '_')}`;

/** Decodes the table that `manifest.items` names. Throws a GalleryError in one sentence where it does not fit the manifest. */
export function readItems(bytes: Uint8Array, manifest: Manifest): Items {
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
    list: readList(manifest, values),
    neighbours: Object.fromEntries(manifest.encoders.map((encoder) => [encoder.id, {
      indices: flatten(values<ArrayLike<number>>(columnName('neighbours', encoder.id)), manifest.neighbours, Uint32Array),
      distances: flatten(values<ArrayLike<number>>(columnName('distances', encoder.id)), manifest.neighbours, Float32Array),
      perItem: manifest.neighbours,
    }])),
    coordinates: (layout) => orDamaged(() => ({
      x: Float32Array.from(values<number>(layout.x), (value) => (value / 65535) * layout.box.width),
      y: Float32Array.from(values<number>(layout.y), (value) => (value / 65535) * layout.box.height),
    })),
  }));
}

function readList(manifest: Manifest, values: <Value>(name: string) => ArrayLike<Value>): Item[] {
  const columns = {
    id: values<string>('id'), slug: values<string>('slug'), title: values<string>('title'), subtitle: values<string>('subtitle'),
    aliases: values<ArrayLike<string>>('aliases'), width: values<number>('width'), height: values<number>('height'),
    colour: values<string>('colour'), transparent: values<boolean>('transparent'),
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
    labels: Object.fromEntries(labels.map(([name, list]) => [name, list[index]!])),
    facts: Object.fromEntries(facts.map(([fact, list]) => {
      const value = list[index] ?? null;
      return [fact.column, (fact.kind === 'list' || fact.kind === 'items') && value !== null ? Array.from(value as ArrayLike<string>) : value as FactValue];
    })),
    width: columns.width[index]!,
    height: columns.height[index]!,
    colour: columns.colour[index]!,
    transparent: Boolean(columns.transparent[index]),
    errors: Object.fromEntries(errors.map(([name, list]) => [name, list[index]!])),
  }));
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
