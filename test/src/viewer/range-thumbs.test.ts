import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pushed, rangeOf, thumbsOf, type Thumbs } from '../../../src/viewer/range-thumbs.ts';
import { BINS, scaleOf, type Scale } from '../../../src/viewer/scale.ts';

const scaleFor = (...values: number[]): Scale => scaleOf({ values: Float64Array.from(values), least: Math.min(...values), greatest: Math.max(...values) });
const even = scaleFor(0, 24, 48, 72, 96);
const people = scaleFor(0, 800, 56_000, 300_000, 5_000_000, 9_000_000, 1_400_000_000);
const kelvins = scaleFor(271, 280, 290, 300, 310);
const scales: [string, Scale][] = [['even', even], ['by magnitude', people], ['far from zero', kelvins], ['below zero', scaleFor(-40, -10, 0, 25)], ['small', scaleFor(0.951, 0.96, 0.97, 0.999)]];

describe('a range', () => {
  it('is open where both thumbs stand at their ends', () => {
    expect(rangeOf({ low: 0, high: BINS }, even)).toBeNull();
    expect(thumbsOf(null, even)).toEqual({ low: 0, high: BINS });
  });

  it('is open at the end whose thumb was not moved', () => {
    expect(rangeOf({ low: 12, high: BINS }, even)).toEqual({ from: 24, to: Infinity });
    expect(rangeOf({ low: 0, high: 36 }, even)).toEqual({ from: -Infinity, to: 72 });
  });

  it('ends in values that a person would write', () => {
    expect(rangeOf({ low: 20, high: 40 }, people)).toEqual({ from: 320_000, to: 130_000_000 });
  });

  it('ends in more digits where two would be those of other steps', () => {
    expect(rangeOf({ low: 16, high: 17 }, kelvins)).toEqual({ from: 284, to: 285 });
  });

  it.each(scales)('brings the thumbs back to where they stood: %s', (_, scale) => {
    for (let low = 0; low < BINS; low += 1) {
      for (let high = low + 1; high <= BINS; high += 1) {
        const range = rangeOf({ low, high }, scale);
        expect(thumbsOf(range, scale)).toEqual({ low, high });
        if (range) expect(range.from).toBeLessThan(range.to);
      }
    }
  });

  it('of an address may reach over the values there are', () => {
    expect(thumbsOf({ from: -1e9, to: 48 }, even)).toEqual({ low: 0, high: 24 });
    expect(thumbsOf({ from: 1e9, to: Infinity }, even)).toEqual({ low: BINS, high: BINS });
  });
});

describe('a thumb', () => {
  const step = fc.integer({ min: 0, max: BINS });

  it('pushes the other before it and never meets it', () => {
    expect(pushed({ low: 20, high: 20 }, 'low')).toEqual({ low: 20, high: 21 });
    expect(pushed({ low: 20, high: 5 }, 'high')).toEqual({ low: 4, high: 5 });
    fc.assert(fc.property(step, step, fc.constantFrom<keyof Thumbs>('low', 'high'), (low, high, moved) => {
      const after = pushed({ low, high }, moved);
      expect(after.low).toBeLessThan(after.high);
      expect(after.low).toBeGreaterThanOrEqual(0);
      expect(after.high).toBeLessThanOrEqual(BINS);
    }));
  });

  it('goes where the hand has it, but for the very end where the other has no room', () => {
    expect(pushed({ low: BINS, high: 30 }, 'low')).toEqual({ low: BINS - 1, high: BINS });
    expect(pushed({ low: 30, high: 0 }, 'high')).toEqual({ low: 0, high: 1 });
    expect(pushed({ low: 3, high: 30 }, 'low')).toEqual({ low: 3, high: 30 });
  });
});
