import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../pipeline/ground/problem.ts';
import { nearestNeighbours } from '../../../pipeline/similarity/neighbours.ts';
import { cloud, matrix, reordered } from '../layout/points.ts';

/** Few values, so that equal distances are the rule. */
const rows = fc.integer({ min: 1, max: 3 }).chain((columns) => fc.array(
  fc.array(fc.integer({ min: -3, max: 3 }), { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 20 },
));

describe('nearestNeighbours', () => {
  it('equals sorting all others by distance and then by index', async () => {
    await fc.assert(fc.asyncProperty(rows, fc.nat(19), async (list, wanted) => {
      const k = Math.min(wanted, list.length - 1);
      const { indices, distances } = await nearestNeighbours(matrix(list), k);
      list.forEach((here, self) => {
        const sorted = list.map((there, other) => ({ other, distance: Math.sqrt(here.reduce((sum, value, at) => sum + (value - there[at]!) ** 2, 0)) }))
          .filter(({ other }) => other !== self)
          .sort((a, b) => a.distance - b.distance || a.other - b.other)
          .slice(0, k);
        expect(Array.from(indices.subarray(self * k, (self + 1) * k))).toEqual(sorted.map(({ other }) => other));
        expect(Array.from(distances.subarray(self * k, (self + 1) * k))).toEqual(sorted.map(({ distance }) => Math.fround(distance)));
      });
    }));
  });

  it('follows the points when their order changes', async () => {
    const points = cloud(25, 4, 1);
    const plain = await nearestNeighbours(points, 5, { metric: 'cosine' });
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray(Array.from({ length: 25 }, (_, at) => at), { minLength: 25 }), async (order) => {
      const shuffled = await nearestNeighbours(reordered(points, order), 5, { metric: 'cosine' });
      order.forEach((from, to) => {
        expect(Array.from(shuffled.indices.subarray(to * 5, to * 5 + 5), (other) => order[other])).toEqual(Array.from(plain.indices.subarray(from * 5, from * 5 + 5)));
      });
    }), { numRuns: 20 });
  });

  it('sees the metric: the nearest point is not the nearest direction', async () => {
    const points = matrix([[1, 0], [1, 1], [50, 1]]);
    expect((await nearestNeighbours(points, 1)).indices[0]).toBe(1);
    expect((await nearestNeighbours(points, 1, { metric: 'cosine' })).indices[0]).toBe(2);
  });

  it('takes no point, one point, and no neighbours', async () => {
    expect((await nearestNeighbours({ data: new Float32Array(0), rows: 0, columns: 3 }, 0)).indices).toHaveLength(0);
    expect((await nearestNeighbours(matrix([[1]]), 0)).indices).toHaveLength(0);
    expect((await nearestNeighbours(matrix([[1], [2]]), 0)).distances).toHaveLength(0);
  });

  it('refuses more neighbours than there are', async () => {
    await expect(nearestNeighbours(matrix([[1], [2]]), 2)).rejects.toThrow('k must be a whole number of 0 … 1');
    await expect(nearestNeighbours(matrix([[1], [2]]), 0.5)).rejects.toThrow(RangeError);
  });

  it('refuses more points than fit the memory in which they are compared, before it looks at them', async () => {
    const many = nearestNeighbours({ data: new Float32Array(0), rows: 21_500, columns: 25_088 }, 10);
    await expect(many).rejects.toThrow(Problem);
    await expect(many).rejects.toThrow('21,500 pictures described by 25,088 values each take more than the 4 GiB of memory in which pictures are compared; choose shorter vectors, such as “pooling: average” where the encoder has it, or fewer pictures.');
    await expect(nearestNeighbours({ data: new Float32Array(0), rows: 21_000, columns: 25_088 }, 10)).rejects.toThrow('a matrix of 21000 × 25088 holds 0 values');
  });
});
