import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../pipeline/ground/random.ts';
import { pca } from '../../../pipeline/layout/pca.ts';
import { centred, timesColumns, timesRows } from '../../../pipeline/layout/pca/centred.ts';
import { CentredStrips } from '../../../pipeline/layout/pca/strips.ts';
import { row } from '../../../src/gallery/matrix.ts';
import { cloud, matrix } from './points.ts';

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((sum, value, at) => sum + value * b[at]!, 0);

describe('pca', () => {
  it('finds the axes and shares of a cloud that is known', async () => {
    // Corners of a rectangle, 3 : 1, turned so that the long side runs along (0.6, −0.8).
    const long = [0.6, -0.8];
    const short = [0.8, 0.6];
    const points = matrix([[3, 1], [3, -1], [-3, 1], [-3, -1]].map(([a, b]) => [0, 1].map((at) => 10 + a! * long[at]! + b! * short[at]!)));
    const { axes, explained, projected } = await pca(points, 2);
    // The entry of largest magnitude is made positive: −0.8 becomes 0.8.
    expect(Array.from(axes.data)).toEqual([-0.6, 0.8, 0.8, 0.6].map((value) => expect.closeTo(value, 5)));
    expect(Array.from(explained)).toEqual([expect.closeTo(0.9, 6), expect.closeTo(0.1, 6)]);
    expect(Array.from(projected.data)).toEqual([-3, 1, -3, -1, 3, 1, 3, -1].map((value) => expect.closeTo(value, 5)));
  });

  it.each([
    ['more rows than columns', 60, 7, 7],
    ['more columns than rows', 12, 300, 11],
    ['large, through the product of columns', 1000, 820, 3],
    ['large, on the data itself', 1200, 1100, 1],
  ])('gives orthonormal axes whose projections are uncorrelated and ordered: %s', async (_, rows, columns, components) => {
    const points = cloud(rows, columns, 1);
    const { axes, projected, explained } = await pca(points, components);
    const column = (at: number): number[] => Array.from({ length: rows }, (_unused, index) => projected.data[index * components + at]!);
    const largest = dot(column(0), column(0));
    for (let i = 0; i < components; i += 1) {
      expect(dot(row(axes, i), row(axes, i))).toBeCloseTo(1, 5);
      const axis = Array.from(row(axes, i));
      expect(Math.max(...axis)).toBeGreaterThanOrEqual(-Math.min(...axis) - 1e-5);
      for (let j = 0; j < i; j += 1) {
        expect(dot(row(axes, i), row(axes, j))).toBeCloseTo(0, 4);
        expect(dot(column(i), column(j)) / largest).toBeCloseTo(0, 4);
      }
      if (i > 0) expect(explained[i]!).toBeLessThanOrEqual(explained[i - 1]!);
    }
    expect(explained.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
  });

  it('gives the same axes iteratively as at once', async () => {
    // 300 informative columns; with 700 of zeros beside them the size is beyond what is solved at once.
    const small = cloud(1300, 300, 4);
    const wide = { data: new Float32Array(1300 * 1000), rows: 1300, columns: 1000 };
    for (let index = 0; index < 1300; index += 1) wide.data.set(row(small, index), index * 1000);
    const atOnce = await pca(small, 2);
    const iterated = await pca(wide, 2, { seed: 9 });
    for (let at = 0; at < atOnce.projected.data.length; at += 1) expect(iterated.projected.data[at]).toBeCloseTo(atOnce.projected.data[at]!, 3);
    expect(iterated.explained[1]).toBeCloseTo(atOnce.explained[1]!, 6);
  });

  it('rebuilds every matrix from all its components', async () => {
    await fc.assert(fc.asyncProperty(
      fc.integer({ min: 1, max: 9 }).chain((columns) => fc.array(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 9 })),
      async (rows) => {
        const points = matrix(rows);
        const { projected, axes, explained } = await pca(points, points.columns);
        const mean = rows[0]!.map((_, column) => rows.reduce((sum, values) => sum + values[column]!, 0) / rows.length);
        rows.forEach((values, index) => values.forEach((value, column) => {
          const rebuilt = mean[column]! + dot(row(projected, index), Array.from({ length: axes.rows }, (_, at) => row(axes, at)[column]!));
          expect(rebuilt).toBeCloseTo(value, 2);
        }));
        const varied = rows.some((values) => values.some((value, column) => value !== rows[0]![column]));
        expect(explained.reduce((sum, share) => sum + share, 0)).toBeCloseTo(varied ? 1 : 0, 6);
      },
    ), { numRuns: 60 });
  });

  it('explains nothing where nothing differs, and takes no rows at all', async () => {
    const same = await pca(matrix([[1, 2, 3], [1, 2, 3]]), 2);
    expect([...same.projected.data, ...same.axes.data, ...same.explained].every((value) => value === 0)).toBe(true);
    expect((await pca({ data: new Float32Array(0), rows: 0, columns: 3 }, 2)).projected.rows).toBe(0);
  });

  it('fills axes past the rank with zeros', async () => {
    const { axes, explained } = await pca(matrix([[0, 0, 0], [1, 1, 1], [2, 2, 2], [5, 5, 5]]), 3);
    expect(explained[0]).toBeCloseTo(1, 9);
    expect(Array.from(axes.data.subarray(3))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('refuses what is not a number and more components than there are', async () => {
    await expect(pca(matrix([[1, 2], [3, NaN]]), 1)).rejects.toThrow('Value 2 of point 2 is NaN');
    await expect(pca(matrix([[1, 2]]), 3)).rejects.toThrow(RangeError);
  });
});

describe('the kernels of pca', () => {
  it.each([['upright', 301, 130], ['lying', 70, 233], ['hardly any rows', 5, 40]])('multiply as plain loops do, on one thread as on two: %s', async (_, rows, columns) => {
    const points = cloud(rows, columns, 8);
    const data = centred(points);
    const breadth = Math.min(rows, columns);
    const random = seeded(4);
    const block = Array.from({ length: 27 }, () => Float64Array.from({ length: breadth }, () => random.normal()));
    const results = await Promise.all([1, 2].map(async (threads) => {
      const strips = await CentredStrips.of(points, threads);
      const made = { twice: strips.timesTwice(block), formed: strips.formed()(block), times: strips.times(block), total: strips.total };
      await strips.close();
      return made;
    }));
    expect(results[1]).toEqual(results[0]);
    const { twice, formed, times, total } = results[0]!;
    expect(total).toBeCloseTo(data.data.reduce((sum, value) => sum + value * value, 0), 4);
    const [across, back] = rows < columns ? [timesRows, timesColumns] : [timesColumns, timesRows];
    block.forEach((vector, at) => {
      const product = new Float64Array(Math.max(rows, columns));
      across(data, vector, product);
      product.forEach((value, place) => expect(times[at]![place]).toBeCloseTo(value, 3));
      const image = new Float64Array(breadth);
      back(data, product, image);
      const scale = Math.max(...image.map(Math.abs));
      image.forEach((value, place) => {
        expect(twice[at]![place]! / scale).toBeCloseTo(value / scale, 5);
        expect(formed[at]![place]! / scale).toBeCloseTo(value / scale, 5);
      });
    });
  });

  it('project onto the axes found from the other side', async () => {
    const wide = cloud(400, 1000, 3);
    const { projected, axes } = await pca(wide, 3);
    const data = centred(wide);
    for (let component = 0; component < 3; component += 1) {
      const along = new Float64Array(400);
      timesColumns(data, Float64Array.from(row(axes, component)), along);
      along.forEach((value, index) => expect(projected.data[index * 3 + component]).toBeCloseTo(value, 3));
    }
  });
});
