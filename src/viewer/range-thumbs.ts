/** A range of numbers as two thumbs on a track of BINS steps. A thumb at its end of the track leaves that end of the range open. */
import { BINS, fromShare, toShare, type Scale } from './scale.ts';
import type { Range } from './selection.ts';

/** Steps from the left end of the track, 0 … BINS. */
export interface Thumbs {
  low: number;
  high: number;
}

/** Thumbs after one of them was moved: it pushes the other before it, so that they never meet nor cross. */
export function pushed({ low, high }: Thumbs, moved: keyof Thumbs): Thumbs {
  if (moved === 'low') {
    const held = Math.min(low, BINS - 1);
    return { low: held, high: Math.max(high, held + 1) };
  }
  const held = Math.max(high, 1);
  return { low: Math.min(low, held - 1), high: held };
}

/** The range that the thumbs stand for; null where all is wanted. */
export function rangeOf({ low, high }: Thumbs, scale: Scale): Range | null {
  if (low === 0 && high === BINS) return null;
  return { from: low === 0 ? -Infinity : valueAt(scale, low), to: high === BINS ? Infinity : valueAt(scale, high) };
}

/** Where the thumbs stand for a range. */
export const thumbsOf = (range: Range | null, scale: Scale): Thumbs =>
  (range ? { low: stepOf(scale, range.from), high: stepOf(scale, range.to) } : { low: 0, high: BINS });

const stepOf = (scale: Scale, value: number): number =>
  Math.round(toShare(scale, Math.min(scale.greatest, Math.max(scale.least, value))) * BINS);

/** The value at a step as a person would write it: with two digits that matter, or as many more as tell it from the next step's. */
function valueAt(scale: Scale, step: number): number {
  const exact = fromShare(scale, step / BINS);
  for (let digits = 2; digits < 15; digits += 1) {
    const plain = Number(exact.toPrecision(digits));
    if (stepOf(scale, plain) === step) return plain;
  }
  return exact;
}
