import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../../src/gallery/matrix.ts';
import { jointProbabilities, reachablePerplexity } from '../../../../pipeline/layout/tsne/joint.ts';
import { cloud, clusters, matrix } from '../points.ts';
import { pairIndex } from './plain/pairs.ts';
import { neighbourProbabilities } from './plain/perplexity.ts';
import { jointProbabilities as plainJoint } from './plain/symmetrise.ts';
import { plainNeighbours } from '../../similarity/neighbours/reference.ts';
import { workshop } from './workshop.ts';

/** p(i,j) by `${i} ${j}`, entries without probability left out. */
async function entriesOf(points: Matrix, perplexity: number, threads = 1): Promise<Map<string, number>> {
  const joint = await jointProbabilities(await workshop(threads), points, perplexity, { threads, pause: async () => {} });
  const entries = new Map<string, number>();
  for (let row = 0; row < points.rows; row += 1) {
    expect(joint.rowStarts[row]! % 4).toBe(0);
    for (let at = joint.rowStarts[row]!; at < joint.rowStarts[row + 1]!; at += 1) {
      if (joint.values[at] === 0) continue;
      const key = `${row} ${joint.columns[at]}`;
      expect(entries.has(key)).toBe(false);
      entries.set(key, joint.values[at]!);
    }
  }
  return entries;
}

describe('jointProbabilities', () => {
  it.each([
    ['a cloud', cloud(60, 4, 1), 12],
    ['groups', clusters(90, 8, 6, 2), 29],
    ['points that are all the same', matrix(Array.from({ length: 15 }, () => [1, 2])), 4],
    ['half of them the same', matrix(Array.from({ length: 40 }, (_, at) => [at < 20 ? 0 : at, at < 20 ? 0 : 1])), 10],
    ['few', cloud(3, 2, 3), 1.5],
  ])('equals the plain computation over all pairs: %s', async (_, points, perplexity) => {
    const entries = await entriesOf(points, perplexity);
    const plain = await plainJoint(points, perplexity, async () => {});
    for (let i = 0; i < points.rows; i += 1) {
      for (let j = 0; j < points.rows; j += 1) {
        const p = i === j ? 0 : plain[pairIndex(Math.min(i, j), Math.max(i, j), points.rows)]!;
        expect(Math.abs((entries.get(`${i} ${j}`) ?? 0) - p)).toBeLessThan(1e-6 * p + 1e-12);
      }
    }
  });

  it('takes three times the perplexity of neighbours where points are many', async () => {
    const points = cloud(700, 5, 4);
    const k = 15;
    const { indices, distances } = plainNeighbours(points, k, 'euclidean');
    const expected = new Map<string, number>();
    const conditional = new Float64Array(k + 1);
    for (let row = 0; row < points.rows; row += 1) {
      neighbourProbabilities(Float64Array.of(0, ...distances.subarray(row * k, (row + 1) * k)).map((distance) => distance ** 2), 0, 5, conditional);
      for (let place = 0; place < k; place += 1) {
        for (const key of [`${row} ${indices[row * k + place]}`, `${indices[row * k + place]} ${row}`]) {
          expected.set(key, (expected.get(key) ?? 0) + conditional[place + 1]! / 1400);
        }
      }
    }
    const entries = await entriesOf(points, 5);
    expect([...entries.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [key, p] of expected) expect(Math.abs(entries.get(key)! - p)).toBeLessThan(2e-6 * p + 1e-12);
    expect([...entries.values()].reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    expect(await entriesOf(points, 5, 2)).toEqual(entries);
  });
});

describe('reachablePerplexity', () => {
  it('is lowered where there are fewer than three points for each neighbour', () => {
    expect(reachablePerplexity(30, 250)).toBe(30);
    expect(reachablePerplexity(30, 91)).toBe(30);
    expect(reachablePerplexity(30, 61)).toBe(20);
    expect(reachablePerplexity(30, 3)).toBe(1.5);
    expect(reachablePerplexity(2, 1000)).toBe(2);
  });
});
