import type { Columns } from '../../../src/viewer/columns.ts';

/** Columns from plain lists; the values of a label are in the order of their first use, and null is none. */
export function columnsOf(labels: Record<string, readonly (string | null)[]>, numbers: Record<string, readonly (number | null)[]> = {}): Columns {
  const lists = [...Object.values(labels), ...Object.values(numbers)];
  return {
    count: lists[0]?.length ?? 0,
    labels: Object.entries(labels).map(([column, list]) => {
      const values = [...new Set(list.filter((value) => value !== null))];
      return { column, title: column, values, codes: Uint32Array.from(list, (value) => (value === null ? values.length : values.indexOf(value))) };
    }),
    numbers: Object.entries(numbers).map(([column, list]) => {
      const known = list.filter((value) => value !== null);
      return { column, title: column, unit: '', values: Float64Array.from(list, (value) => value ?? Number.NaN), least: Math.min(...known), greatest: Math.max(...known) };
    }),
  };
}
