import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../../src/gallery/matrix.ts';
import { exactNeighbours } from '../../../../pipeline/similarity/neighbours/exact.ts';
import { cloud, clusters } from '../../layout/points.ts';
import { plainNeighbours } from './reference.ts';

const rested = async (): Promise<void> => {};
const changed = (points: Matrix, change: (value: number, row: number, column: number) => number): Matrix => ({
  ...points, data: points.data.map((value, at) => change(value, Math.floor(at / points.columns), at % points.columns)),
});

describe('exactNeighbours', () => {
  const cases: [string, Matrix, number][] = [
    ['one panel not full', cloud(7, 3, 1), 6],
    ['several blocks', cloud(1500, 5, 2), 20],
    ['one value each', cloud(300, 1, 3), 10],
    ['more values than are summed in one go', cloud(130, 700, 4), 15],
    ['groups', clusters(600, 16, 7, 5), 90],
    ['all the same', changed(cloud(200, 4, 6), () => 3), 12],
    ['many the same', changed(cloud(400, 4, 7), (value, row) => (row % 3 === 0 ? 1 : value)), 30],
    ['rows of zeros', changed(cloud(120, 6, 8), (value, row) => (row % 10 === 0 ? 0 : value)), 25],
    ['small whole numbers, so that ties are the rule', changed(cloud(500, 3, 9), (value) => Math.round(3 * value)), 17],
    ['far from the origin', changed(cloud(300, 4, 10), (value, _, column) => value + 1e5 * (column + 1)), 10],
    ['huge values', changed(cloud(100, 4, 11), (value) => value * 1e36), 10],
    ['tiny values', changed(cloud(100, 4, 12), (value) => value * 1e-36), 10],
  ];
  for (const metric of ['euclidean', 'cosine'] as const) {
    it.each(cases)(`equals the plain search, ${metric}: %s`, async (_, points, k) => {
      expect(await exactNeighbours(points, k, metric, 1, rested)).toEqual(plainNeighbours(points, k, metric));
    });
  }

  it('gives the same on any number of threads', async () => {
    const points = cloud(3000, 20, 13);
    const one = await exactNeighbours(points, 90, 'euclidean', 1, rested);
    expect(await exactNeighbours(points, 90, 'euclidean', 2, rested)).toEqual(one);
    expect(await exactNeighbours(points, 90, 'euclidean', 3, rested)).toEqual(one);
  });

  it('equals the plain search for any shape', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 2, max: 120 }), fc.integer({ min: 1, max: 30 }), fc.nat(), fc.nat(), async (rows, columns, seed, wanted) => {
      const points = cloud(rows, columns, seed);
      const k = 1 + (wanted % (rows - 1));
      expect(await exactNeighbours(points, k, 'euclidean', 1, rested)).toEqual(plainNeighbours(points, k, 'euclidean'));
    }), { numRuns: 40 });
  });

  it('stops when the pause throws', async () => {
    await expect(exactNeighbours(cloud(500, 5, 1), 5, 'euclidean', 2, () => Promise.reject(new Error('stopped')))).rejects.toThrow('stopped');
  });
});
