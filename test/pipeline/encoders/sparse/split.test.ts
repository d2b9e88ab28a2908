import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf, splitOf } from '../../../../pipeline/encoders/sparse/split.ts';
import { Problem } from '../../../../pipeline/ground/problem.ts';
import { picturesOf } from '../../publish/prepared.support.ts';

const sizes = ({ training, validation, test }: ReturnType<typeof splitOf>): number[] => [training.length, validation.length, test.length];

describe('splitOf', () => {
  it('makes the published parts of 138 pictures', () => {
    expect(sizes(splitOf(138, [100, 20, 18], 1))).toEqual([100, 20, 18]);
  });

  it('puts every picture into one part, and leaves none empty', () => {
    const share = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(fc.property(fc.integer({ min: 3, max: 300 }), fc.tuple(share, share, share), fc.nat(), (count, shares, seed) => {
      const parts = splitOf(count, shares, seed);
      expect(Math.min(...sizes(parts))).toBeGreaterThan(0);
      expect([...parts.training, ...parts.validation, ...parts.test].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
    }));
  });

  it('draws by the seed', () => {
    expect(splitOf(30, [3, 1, 1], 1)).toEqual(splitOf(30, [3, 1, 1], 1));
    expect(splitOf(30, [3, 1, 1], 1)).not.toEqual(splitOf(30, [3, 1, 1], 2));
  });

  it('refuses fewer pictures than parts', () => {
    expect(() => splitOf(2, [3, 1, 1], 1)).toThrow(Problem);
  });
});

it('partsOf copies the pictures of each part', () => {
  const parts = partsOf(picturesOf(1, 1, [1, 1, 1], [2, 2, 2], [3, 3, 3]), { training: [2], validation: [0], test: [1] });
  expect([parts.training, parts.validation, parts.test].map(({ data }) => data[0])).toEqual([3, 1, 2]);
});
