import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neighbourProbabilities } from './perplexity.ts';

const perplexityOf = (probabilities: Float64Array): number =>
  Math.exp(-probabilities.reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0));
const of = (squared: number[], self: number, perplexity: number): Float64Array => {
  const into = new Float64Array(squared.length);
  neighbourProbabilities(Float64Array.from(squared), self, perplexity, into);
  return into;
};

describe('neighbourProbabilities', () => {
  it('reaches the perplexity, whatever the unit of the distances, and falls with distance', () => {
    fc.assert(fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 8, maxLength: 40 }),
      fc.double({ min: 1.05, max: 6, noNaN: true }),
      fc.constantFrom(1e-12, 1e-3, 1, 1e9),
      (distances, perplexity, unit) => {
        const squared = [0, ...distances.map((value) => value * unit)];
        const p = of(squared, 0, perplexity);
        expect(perplexityOf(p)).toBeCloseTo(perplexity, 6);
        expect(p.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
        expect(p[0]).toBe(0);
        for (let i = 1; i < p.length; i += 1) for (let j = 1; j < p.length; j += 1) if (squared[i]! < squared[j]!) expect(p[i]!).toBeGreaterThanOrEqual(p[j]!);
      },
    ));
  });

  it('finds the bandwidth that gives known odds', () => {
    // Two neighbours at squared distances 1 and 2: perplexity of (0.8, 0.2) means odds of 4, so β = log 4.
    const perplexity = perplexityOf(Float64Array.of(0.8, 0.2));
    const into = new Float64Array(3);
    expect(neighbourProbabilities(Float64Array.of(0, 1, 2), 0, perplexity, into)).toBeCloseTo(Math.log(4), 6);
    expect(into[1]).toBeCloseTo(0.8, 8);
  });

  it('shares evenly where no bandwidth reaches the perplexity', () => {
    expect(Array.from(of([0, 0, 0, 0, 0, 9], 5, 2))).toEqual([0.2, 0.2, 0.2, 0.2, 0.2, 0]);
    expect(Array.from(of([0, 0, 0, 0, 7], 0, 1.5))).toEqual([0, 1, 1, 1, 0].map((value) => expect.closeTo(value / 3, 9)));
  });

  it('stays a number next to distances of every size', () => {
    for (const p of [of([0, 1e-300, 1e300, 1], 0, 1.5), of([0, 1e30, 1e30 * (1 + 1e-12), 2e30], 0, 1.5)]) {
      expect(p.every(Number.isFinite)).toBe(true);
      expect(p.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    }
  });
});
