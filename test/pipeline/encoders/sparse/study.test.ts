import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomCodes, signedPictures, sumsOf } from '../../../../pipeline/encoders/sparse/study.ts';

const codes = { data: Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6), rows: 3, columns: 2 };
const rounded = (values: Iterable<number>): number[] => Array.from(values, (value) => Math.round(value * 1e6) / 1e6);

describe('the study of codes', () => {
  it('adds codes up, value by value', () => {
    const sums = sumsOf(codes, [[0], [0, 2], [1, 1]]);
    expect(sums).toMatchObject({ rows: 3, columns: 2 });
    expect(rounded(sums.data)).toEqual([0.1, 0.2, 0.6, 0.8, 0.6, 0.8]);
  });

  it('makes codes up: half of them out of nothing, half out of the values of items', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 12 }), fc.nat(), (count, seed) => {
      const made = randomCodes(codes, count, seed);
      expect(made.from.filter((from) => from === 'uniform')).toHaveLength(Math.ceil(count / 2));
      made.from.forEach((from, row) => {
        const [first, second] = made.codes.data.subarray(2 * row, 2 * row + 2);
        if (from === 'uniform') expect(first).toBeLessThan(1);
        else expect([rounded([0.1, 0.3, 0.5]).includes(rounded([first!])[0]!), rounded([0.2, 0.4, 0.6]).includes(rounded([second!])[0]!)]).toEqual([true, true]);
      });
      expect(randomCodes(codes, count, seed)).toEqual(made);
    }));
  });

  it('shows signed values with 0 in the middle, each row to full contrast', () => {
    const { data } = signedPictures({ data: Float32Array.of(0, 2, -1, 0, 0, 0), rows: 2, columns: 3 }, { width: 1, height: 1 });
    expect([...data]).toEqual([128, 255, 64, 128, 128, 128]);
  });
});
