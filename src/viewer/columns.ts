/** The columns that pictures are filtered, grouped and sorted by, as typed arrays: one value an item. */
import type { OpenedTable } from '../gallery/open-table.ts';

export interface LabelColumn {
  column: string;
  title: string;
  /** The commonest first. */
  values: readonly string[];
  /** Place of each item's value in `values`; `values.length` where it has none. */
  codes: Uint32Array;
}

export interface NumberColumn {
  column: string;
  title: string;
  /** Unit of the values; empty where they have none. */
  unit: string;
  /** NaN where an item has no value. */
  values: Float64Array;
  least: number;
  greatest: number;
}

export interface Columns {
  count: number;
  labels: readonly LabelColumn[];
  /** Only columns whose values differ. */
  numbers: readonly NumberColumn[];
}

export function readColumns({ manifest, items: { list } }: OpenedTable): Columns {
  const labels = manifest.labels.map(({ column, title, values: counted }) => {
    const values = counted.map(({ value }) => value);
    const places = new Map(values.map((value, place) => [value, place]));
    return { column, title, values, codes: Uint32Array.from(list, (item) => places.get(item.labels[column] ?? '') ?? values.length) };
  });
  const numbers = manifest.facts.filter(({ kind }) => kind === 'number').map(({ column, title, unit = '' }) => {
    const values = Float64Array.from(list, (item) => {
      const value = item.facts[column];
      return typeof value === 'number' ? value : Number.NaN;
    });
    return { column, title, unit, values, ...extremes(values) };
  });
  return { count: list.length, labels, numbers: numbers.filter(({ least, greatest }) => least < greatest) };
}

function extremes(values: Float64Array): { least: number; greatest: number } {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return { least, greatest };
}
