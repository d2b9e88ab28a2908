import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divergence, Gradient } from './gradient.ts';
import { pairCount, pairIndex } from './pairs.ts';

/** A map and joint probabilities of the same points; all ordered pairs sum to 1. */
const problem = fc.integer({ min: 2, max: 9 }).chain((count) => fc.record({
  y: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 2 * count, maxLength: 2 * count }).map((values) => Float64Array.from(values)),
  joint: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: pairCount(count), maxLength: pairCount(count) }).map((weights) => {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return Float64Array.from(weights, (weight) => (sum === 0 ? 1 / weights.length : weight / sum) / 2);
  }),
}));

/** The definition, word for word. */
function divergenceByDefinition(joint: Float64Array, y: Float64Array): number {
  const count = y.length / 2;
  const near = (i: number, j: number): number => 1 / (1 + (y[2 * i]! - y[2 * j]!) ** 2 + (y[2 * i + 1]! - y[2 * j + 1]!) ** 2);
  let z = 0;
  for (let i = 0; i < count; i += 1) for (let j = 0; j < count; j += 1) if (i !== j) z += near(i, j);
  let sum = 0;
  for (let i = 0; i < count; i += 1) {
    for (let j = 0; j < count; j += 1) {
      const p = i === j ? 0 : joint[pairIndex(Math.min(i, j), Math.max(i, j), count)]!;
      if (p > 0) sum += p * Math.log(p / (near(i, j) / z));
    }
  }
  return sum;
}

describe('divergence', () => {
  it('is the Kullback–Leibler divergence as it is defined', () => {
    fc.assert(fc.property(problem, ({ joint, y }) => {
      expect(divergence(joint, y)).toBeCloseTo(divergenceByDefinition(joint, y), 10);
    }));
  });

  it('is zero for two points and for none', () => {
    expect(divergence(Float64Array.of(0.5), Float64Array.of(0, 0, 3, 4))).toBeCloseTo(0, 15);
    expect(divergence(new Float64Array(0), new Float64Array(0))).toBe(0);
  });
});

describe('Gradient', () => {
  it('agrees with finite differences of the divergence', () => {
    fc.assert(fc.property(problem, ({ joint, y }) => {
      const slope = new Float64Array(y.length);
      new Gradient(joint, y.length / 2).write(y, 1, slope);
      const step = 1e-5;
      for (let at = 0; at < y.length; at += 1) {
        const shifted = (by: number): number => divergenceByDefinition(joint, y.map((value, place) => (place === at ? value + by : value)));
        expect(slope[at]!).toBeCloseTo((shifted(step) - shifted(-step)) / (2 * step), 6);
      }
    }));
  });

  it('exaggerates the attraction and nothing else', () => {
    fc.assert(fc.property(problem, ({ joint, y }) => {
      const gradient = new Gradient(joint, y.length / 2);
      const at = (exaggeration: number): Float64Array => {
        const into = new Float64Array(y.length);
        gradient.write(y, exaggeration, into);
        return into;
      };
      // Linear in the exaggeration: 12 lies eleven times as far beyond 1 as 1 beyond 0; and forces cancel in the sum.
      const [none, plain, much] = [at(0), at(1), at(12)];
      much.forEach((value, place) => expect(value - plain[place]!).toBeCloseTo(11 * (plain[place]! - none[place]!), 10));
      expect(much.filter((_, place) => place % 2 === 0).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 10);
    }));
  });
});
