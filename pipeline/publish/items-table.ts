/** Writes `items.arrow` (Apache Arrow IPC file format), the table that src/gallery/items.ts reads. */
import { bool, columnFromArray, dictionary, float32, float64, list, tableFromColumns, tableToIPC, uint16, uint32, utf8, type DataType } from '@uwdata/flechette';
import { columnName, type Item } from '../../src/gallery/items.ts';
import type { Manifest } from '../../src/gallery/manifest.ts';

/** One row before the columns of encoders and layouts are joined to it. */
export type TableRow = Omit<Item, 'index' | 'errors'>;

/** Reconstruction errors of an encoder that paints pictures back. */
export interface EncoderColumns {
  id: string;
  errors: Float32Array;
}

/** Coordinates of one layout, interleaved x and y in units of its box, 0 … width and 0 … height. */
export interface LayoutColumns {
  id: string;
  box: { width: number; height: number };
  coordinates: Float32Array;
}

/** The table as bytes. Rows in the order given: an item's index is its row. */
export function encodeItems(
  rows: readonly TableRow[], encoders: readonly EncoderColumns[], layouts: readonly LayoutColumns[],
  shape: Pick<Manifest, 'labels' | 'facts'>,
): Uint8Array {
  const columns: [string, ReturnType<typeof columnFromArray>][] = [];
  const add = (name: string, values: ArrayLike<unknown>, type: DataType): void => {
    columns.push([name, columnFromArray(Array.from(values), type)]);
  };
  add('id', rows.map((row) => row.id), utf8());
  add('slug', rows.map((row) => row.slug), utf8());
  add('title', rows.map((row) => row.title), utf8());
  add('subtitle', rows.map((row) => row.subtitle), utf8());
  add('aliases', rows.map((row) => row.aliases), list(utf8()));
  if (rows.some((row) => row.spellings)) add('spellings', rows.map((row) => row.spellings ?? []), list(utf8()));
  add('width', rows.map((row) => row.width), uint16());
  add('height', rows.map((row) => row.height), uint16());
  add('colour', rows.map((row) => Number.parseInt(row.colour.slice(1), 16)), uint32());
  add('transparent', rows.map((row) => row.transparent), bool());
  add('cell_spread', rows.map((row) => row.spread), uint32());
  add('cell_near', rows.map((row) => row.near), uint32());
  for (const label of shape.labels) add(label.column, rows.map((row) => row.labels[label.column] ?? ''), dictionary(utf8()));
  for (const fact of shape.facts) {
    if (shape.labels.some((label) => label.column === fact.column)) continue;
    add(fact.column, rows.map((row) => row.facts[fact.column] ?? null), factType(fact.kind));
  }
  for (const layout of layouts) {
    add(columnName('x', layout.id), axis(layout, 0), uint16());
    add(columnName('y', layout.id), axis(layout, 1), uint16());
  }
  for (const encoder of encoders) add(columnName('error', encoder.id), encoder.errors, float32());
  const bytes = tableToIPC(tableFromColumns(columns), { format: 'file' });
  if (!bytes) throw new Error('items.arrow could not be encoded');
  return bytes;
}

function factType(kind: Manifest['facts'][number]['kind']): DataType {
  if (kind === 'number') return float64();
  return kind === 'text' || kind === 'date' ? utf8() : list(utf8());
}

/** One axis in steps of 1/65535 of the box. */
function axis(layout: LayoutColumns, offset: 0 | 1): Uint16Array {
  const extent = (offset === 0 ? layout.box.width : layout.box.height) || 1;
  return Uint16Array.from({ length: layout.coordinates.length / 2 }, (_, index) =>
    Math.round(Math.min(1, Math.max(0, layout.coordinates[2 * index + offset]! / extent)) * 65535));
}
