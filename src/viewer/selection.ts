/**
 * The one selection of the map: the pictures that meet search, filters, ranges and lasso together, and what each further
 * choice would leave. Pure, and a few passes over typed arrays: 100,000 items take milliseconds.
 */
import type { Columns } from './columns.ts';
import { binOf, BINS, scaleOf } from './scale.ts';

/** Least and greatest wanted value, both included; ±Infinity where an end is open. */
export interface Range {
  from: number;
  to: number;
}

export interface Criteria {
  /** 1 for every item that the search found; null where nothing is searched for. */
  found: Uint8Array | null;
  /** 1 for every item inside the lasso; null where there is none. */
  lasso: Uint8Array | null;
  /** Wanted values by label column; a column that is missing or empty lets all pass. */
  labels: Readonly<Record<string, readonly string[]>>;
  ranges: Readonly<Record<string, Range>>;
}

export interface Selection {
  /** 1 for every item that meets all criteria. */
  inside: Uint8Array;
  count: number;
  /** True where there is no criterion: all are inside, and nothing is set back. */
  isAll: boolean;
  /** By label column: items of each value that meet the criteria of all other columns. */
  counts: Readonly<Record<string, Uint32Array>>;
  /** By number column: the same for the bins of its scale. */
  histograms: Readonly<Record<string, Uint32Array>>;
}

/** The items that are inside. */
export function indicesOf(inside: Uint8Array): number[] {
  const indices: number[] = [];
  for (let index = 0; index < inside.length; index += 1) if (inside[index] === 1) indices.push(index);
  return indices;
}

export function select(columns: Columns, criteria: Criteria): Selection {
  const { count, labels, numbers } = columns;
  /** Criteria that an item does not meet, and the last of them. */
  const missed = new Uint8Array(count);
  const missing = new Uint8Array(count);
  let used = 0;
  const demand = (criterion: number, meets: (index: number) => boolean): void => {
    used += 1;
    for (let index = 0; index < count; index += 1) {
      if (meets(index)) continue;
      missed[index]! += 1;
      missing[index] = criterion;
    }
  };
  const { found, lasso } = criteria;
  if (found) demand(0, (index) => found[index] === 1);
  if (lasso) demand(0, (index) => lasso[index] === 1);
  labels.forEach(({ column, values, codes }, place) => {
    const wanted = criteria.labels[column] ?? [];
    if (wanted.length === 0) return;
    const isWanted = Uint8Array.from([...values.map((value) => (wanted.includes(value) ? 1 : 0)), 0]);
    demand(1 + place, (index) => isWanted[codes[index]!] === 1);
  });
  numbers.forEach(({ column, values }, place) => {
    const range = criteria.ranges[column];
    // An item without a value is in no range.
    if (range) demand(1 + labels.length + place, (index) => values[index]! >= range.from && values[index]! <= range.to);
  });

  const meetsOthers = (index: number, criterion: number): boolean => missed[index] === 0 || (missed[index] === 1 && missing[index] === criterion);
  const counts = labels.map(({ column, values, codes }, place) => {
    const sums = new Uint32Array(values.length + 1);
    for (let index = 0; index < count; index += 1) if (meetsOthers(index, 1 + place)) sums[codes[index]!]! += 1;
    return [column, sums.subarray(0, values.length)] as const;
  });
  const histograms = numbers.map((number, place) => {
    const sums = new Uint32Array(BINS);
    const scale = scaleOf(number);
    for (let index = 0; index < count; index += 1) {
      const value = number.values[index]!;
      if (!Number.isNaN(value) && meetsOthers(index, 1 + labels.length + place)) sums[binOf(scale, value)]! += 1;
    }
    return [number.column, sums] as const;
  });
  const inside = missed.map((misses) => (misses === 0 ? 1 : 0));
  return {
    inside, count: inside.reduce((sum, one) => sum + one, 0), isAll: used === 0,
    counts: Object.fromEntries(counts), histograms: Object.fromEntries(histograms),
  };
}
