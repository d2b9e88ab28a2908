import { expect, it } from 'vitest';
import { pairCount, pairIndex, pairRow } from './pairs.ts';
import { neighbourProbabilities } from './perplexity.ts';
import { jointProbabilities } from './symmetrise.ts';
import { squaredDistance } from '../../../../../pipeline/similarity/distances.ts';
import { cloud } from '../../points.ts';

it('numbers pairs without gaps and finds the row of a point', () => {
  const count = 6;
  const pairs = new Float64Array(pairCount(count));
  let next = 0;
  for (let i = 0; i < count; i += 1) {
    for (let j = i + 1; j < count; j += 1) {
      expect(pairIndex(i, j, count)).toBe(next);
      pairs[next] = 10 * i + j;
      next += 1;
    }
  }
  expect(next).toBe(pairs.length);
  const row = new Float64Array(count);
  pairRow(pairs, count, 3, row);
  expect(Array.from(row)).toEqual([3, 13, 23, 0, 34, 35]);
});

it('averages both directions, so that all ordered pairs sum to 1', async () => {
  const points = cloud(20, 4, 3);
  const joint = await jointProbabilities(points, 5, async () => {});
  expect(2 * joint.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  const conditional = (from: number, to: number): number => {
    const into = new Float64Array(20);
    neighbourProbabilities(Float64Array.from({ length: 20 }, (_, other) => squaredDistance(points, from, other)), from, 5, into);
    return into[to]!;
  };
  for (const [i, j] of [[0, 1], [4, 17], [18, 19]] as const) {
    expect(joint[pairIndex(i, j, 20)]).toBeCloseTo((conditional(i, j) + conditional(j, i)) / 40, 12);
  }
});
