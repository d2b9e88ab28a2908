import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distances, squaredDistance, type Metric } from '../../../pipeline/similarity/distances.ts';
import { Problem } from '../../../pipeline/ground/problem.ts';
import { matrix } from '../layout/points.ts';

const table = (rows: number[][], metric: Metric): number[][] => {
  const { fill } = distances(matrix(rows), metric);
  return rows.map((_, index) => {
    const into = new Float64Array(rows.length);
    fill(index, into);
    return Array.from(into);
  });
};

describe('squaredDistance', () => {
  it('is the sum of squared differences, for any number of columns', () => {
    const pair = fc.integer({ min: 0, max: 11 }).chain((columns) => fc.array(
      fc.array(fc.integer({ min: -99, max: 99 }), { minLength: columns, maxLength: columns }), { minLength: 2, maxLength: 2 },
    ));
    fc.assert(fc.property(pair, ([a, b]) => {
      expect(squaredDistance(matrix([a!, b!]), 0, 1)).toBe(a!.reduce((sum, value, at) => sum + (value - b![at]!) ** 2, 0));
    }));
  });
});

describe('distances', () => {
  it('measures Euclidean distance', () => {
    expect(table([[0, 0], [3, 4], [0, 4]], 'euclidean')).toEqual([[0, 5, 4], [5, 0, 3], [4, 3, 0]]);
  });

  it('measures 1 − cos', () => {
    const known = [[0, 1, 2, 1 - Math.SQRT1_2], [1, 0, 1, 1 - Math.SQRT1_2], [2, 1, 0, 1 + Math.SQRT1_2], [1 - Math.SQRT1_2, 1 - Math.SQRT1_2, 1 + Math.SQRT1_2, 0]];
    table([[2, 0], [0, 5], [-1, 0], [3, 3]], 'cosine').forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(known[i]![j]!, 6)));
  });

  it('sees direction alone: the length of a row changes nothing, and equal directions are exactly 0 apart', () => {
    const direction = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(fc.property(direction, direction, fc.integer({ min: 1, max: 1000 }), (a, b, times) => {
      const longer = a.map((value) => value * times);
      const [first] = table([a, b, longer], 'cosine');
      expect(first![2]).toBe(0);
      const dot = a.reduce((sum, value, at) => sum + value * b[at]!, 0);
      expect(first![1]).toBeCloseTo(1 - dot / Math.hypot(...a) / Math.hypot(...b), 5);
    }));
    expect(table([[1e-30, 0], [1e30, 0], [1e30, 1e30]], 'cosine')[0]).toEqual([0, 0, expect.closeTo(1 - Math.SQRT1_2, 6)]);
  });

  it('puts a row of zeros at right angles to everything but itself', () => {
    expect(table([[0, 0], [1, 2], [0, 0]], 'cosine')).toEqual([[0, 1, 1], [1, 0, 1], [1, 1, 0]]);
  });

  it('refuses what is not a number, in a sentence that says where', () => {
    expect(() => distances(matrix([[1, 2], [3, 4], [NaN, 5]]), 'cosine')).toThrow(Problem);
    expect(() => distances(matrix([[1, 2], [3, 4], [NaN, 5]]), 'cosine')).toThrow('Value 1 of point 3 is NaN, not a finite number');
    expect(() => distances({ data: new Float32Array(5), rows: 2, columns: 2 }, 'euclidean')).toThrow('a matrix of 2 × 2 holds 5 values');
  });
});
