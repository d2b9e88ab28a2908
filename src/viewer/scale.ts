/** Where a number stands between the least and the greatest of its column: evenly, or by its order of magnitude. */
import type { NumberColumn } from './columns.ts';

/** Bars of a histogram, and steps of a range. */
export const BINS = 48;

export interface Scale {
  least: number;
  greatest: number;
  /** Added before the logarithm is taken, so that zero has a place; null on an even scale. */
  shift: number | null;
}

/** Values that lie crowded at the lower end (areas, populations) are told apart by their logarithm. */
export function scaleOf({ values, least, greatest }: Pick<NumberColumn, 'values' | 'least' | 'greatest'>): Scale {
  if (least < 0) return { least, greatest, shift: null };
  let low = 0;
  let known = 0;
  let smallest = Infinity;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    known += 1;
    if (value < least + (greatest - least) / 10) low += 1;
    if (value > 0 && value < smallest) smallest = value;
  }
  if (low <= 0.6 * known || greatest <= 100 * smallest) return { least, greatest, shift: null };
  // Zero, and what is next to nothing beside the greatest, would take the whole scale for itself.
  const tiny = greatest * 1e-9;
  return { least, greatest, shift: least > tiny ? 0 : Math.max(smallest, tiny) };
}

/** 0 at the least value, 1 at the greatest. */
export function toShare({ least, greatest, shift }: Scale, value: number): number {
  if (shift === null) return (value - least) / (greatest - least);
  return Math.log((value + shift) / (least + shift)) / Math.log((greatest + shift) / (least + shift));
}

export function fromShare({ least, greatest, shift }: Scale, share: number): number {
  if (share <= 0) return least;
  if (share >= 1) return greatest;
  if (shift === null) return least + share * (greatest - least);
  return (least + shift) * ((greatest + shift) / (least + shift)) ** share - shift;
}

export const binOf = (scale: Scale, value: number): number => Math.min(BINS - 1, Math.max(0, Math.floor(toShare(scale, value) * BINS)));
