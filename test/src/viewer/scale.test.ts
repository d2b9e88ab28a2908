import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BINS, binOf, fromShare, scaleOf, toShare } from '../../../src/viewer/scale.ts';

const column = (values: number[]) => ({ values: Float64Array.from(values), least: Math.min(...values), greatest: Math.max(...values) });

describe('scale', () => {
  it('is even for numbers that are spread evenly, and by magnitude for those that crowd at the lower end', () => {
    expect(scaleOf(column([0, 25, 50, 75, 100])).shift).toBeNull();
    const people = scaleOf(column([0, 800, 56_000, 300_000, 5_000_000, 9_000_000, 1_400_000_000]));
    expect(people.shift).toBe(800);
    expect(toShare(people, 5_000_000)).toBeGreaterThan(0.5);
    expect(scaleOf(column([-5, -4, -4, -4, 1000])).shift).toBeNull();
  });

  it('goes to a share and back', () => {
    const some = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 3, maxLength: 30 }).filter((list) => Math.max(...list) > Math.min(...list) + 1);
    fc.assert(fc.property(some, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
      const scale = scaleOf(column(list));
      expect(toShare(scale, fromShare(scale, share))).toBeCloseTo(share, 6);
      for (const value of list) {
        expect(binOf(scale, value)).toBeGreaterThanOrEqual(0);
        expect(binOf(scale, value)).toBeLessThan(BINS);
      }
    }));
  });
});
