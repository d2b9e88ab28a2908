import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divergence } from './tsne/plain/gradient.ts';
import { jointProbabilities } from './tsne/plain/symmetrise.ts';
import { tsne } from '../../../pipeline/layout/tsne.ts';
import { seeded } from '../../../pipeline/ground/random.ts';
import { nearestNeighbours } from '../../../pipeline/similarity/neighbours.ts';
import { mapQuality } from '../../support/map-quality.ts';
import { cloud, clusters, matrix, reordered } from './points.ts';

/** Share of points whose nearest point on the map is of their own group. */
async function together(coordinates: Float32Array, group: (point: number) => number): Promise<number> {
  const { indices } = await nearestNeighbours({ data: coordinates, rows: coordinates.length / 2, columns: 2 }, 1);
  return indices.filter((other, point) => group(other) === group(point)).length / indices.length;
}

describe('tsne', () => {
  it('keeps groups together and tells the divergence of the very map it gives', async () => {
    const points = clusters(90, 8, 6, 2);
    const map = await tsne(points, { perplexity: 10, iterations: 400, seed: 1 });
    expect(await together(map.coordinates, (point) => point % 6)).toBe(1);
    expect((await mapQuality(points, map.coordinates)).trustworthiness).toBeGreaterThan(0.95);
    expect(map.divergence).toBeCloseTo(divergence(await jointProbabilities(points, 10, async () => {}), map.coordinates), 6);
    const means = [0, 1].map((axis) => map.coordinates.reduce((sum, value, at) => sum + (at % 2 === axis ? value : 0), 0) / 90);
    expect(Math.hypot(...means)).toBeLessThan(1e-4);
  });

  it('beats its own start and a single descent, or equals them', async () => {
    const points = cloud(80, 10, 3);
    const several = await tsne(points, { perplexity: 15, iterations: 300 });
    const joint = await jointProbabilities(points, 15, async () => {});
    const random = seeded(4);
    const single = await tsne(points, { perplexity: 15, iterations: 300, initial: Float32Array.from({ length: 160 }, () => 1e-4 * random.normal()) });
    expect(several.divergence).toBeLessThan(single.divergence * 1.02);
    expect(several.divergence).toBeLessThan(divergence(joint, new Float64Array(160)) / 2);
  });

  it('gives the same map for the same seed, bit for bit, and another for another', async () => {
    const points = cloud(40, 6, 1);
    const [first, again, other] = await Promise.all([7, 7, 8].map((seed) => tsne(points, { seed, iterations: 150 })));
    expect(again).toEqual(first);
    expect(other!.coordinates).not.toEqual(first!.coordinates);
  });

  it('permutes its result when the points are permuted, bit for bit', async () => {
    const points = clusters(45, 4, 4, 5);
    const plain = await tsne(points, { perplexity: 5, iterations: 250, seed: 2 });
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray(Array.from({ length: 45 }, (_, at) => at), { minLength: 45 }), async (order) => {
      const { coordinates, divergence: reached } = await tsne(reordered(points, order), { perplexity: 5, iterations: 250, seed: 2 });
      expect(reached).toBe(plain.divergence);
      order.forEach((from, to) => {
        expect(coordinates.subarray(2 * to, 2 * to + 2)).toEqual(plain.coordinates.subarray(2 * from, 2 * from + 2));
      });
    }), { numRuns: 4 });
  });

  it('gives the same map on any number of threads, bit for bit', async () => {
    const points = clusters(700, 6, 9, 4);
    const [one, two, three] = await Promise.all([1, 2, 3].map((threads) => tsne(points, { threads, iterations: 60 })));
    expect(two).toEqual(one);
    expect(three).toEqual(one);
  });

  it('goes exactly from the map it is given', async () => {
    const points = clusters(30, 4, 3, 5);
    const initial = Float32Array.from({ length: 60 }, (_, at) => Math.sin(at) * 1e-3);
    const kept = initial.slice();
    const [first, other] = await Promise.all([1, 2].map((seed) => tsne(points, { initial, seed, iterations: 60 })));
    expect(other).toEqual(first);
    expect(initial).toEqual(kept);
  });

  it('takes none, one and two points', async () => {
    for (const rows of [0, 1, 2]) {
      const map = await tsne(cloud(rows, 3, 1));
      expect(map.coordinates).toHaveLength(2 * rows);
      expect(map.divergence).toBe(0);
    }
    expect((await tsne(cloud(2, 3, 1))).coordinates).toEqual(Float32Array.of(-0.5, 0, 0.5, 0));
  });

  it.each([
    ['three points', cloud(3, 2, 1)],
    ['five points', cloud(5, 2, 1)],
    ['points on a line', matrix(Array.from({ length: 25 }, (_, at) => [at, 2 * at, 0]))],
    ['one value each', matrix(Array.from({ length: 12 }, (_, at) => [at * at]))],
    ['points that are all the same', matrix(Array.from({ length: 15 }, () => [1, 2]))],
    ['half of them the same', matrix(Array.from({ length: 40 }, (_, at) => [at < 20 ? 0 : at, at < 20 ? 0 : 1]))],
    ['one that is near all the others', matrix(Array.from({ length: 60 }, (_, at) => Array.from({ length: 60 }, (_unused, axis) => (axis === at && at > 0 ? 1 : 0))))],
    ['huge values', matrix(Array.from({ length: 12 }, (_, at) => [1e15 * at, 1e14 * (at % 3)]))],
  ])('stays finite and within bounds: %s', async (_, points) => {
    const map = await tsne(points, { iterations: 400 });
    expect(map.coordinates.every((value) => Math.abs(value) < 1e3)).toBe(true);
    expect(map.divergence).toBeGreaterThanOrEqual(0);
    expect(map.divergence).toBeLessThan(2);
  });

  it('leaves the line when the points lie on one, and parts points that are the same', async () => {
    const line = await tsne(matrix(Array.from({ length: 25 }, (_, at) => [at, 2 * at])), { iterations: 400 });
    const heights = line.coordinates.filter((_, at) => at % 2 === 1);
    expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(0.1);
    const half = await tsne(matrix(Array.from({ length: 40 }, (_, at) => [at < 20 ? 0 : at, 0])), { iterations: 400 });
    expect(new Set(Array.from({ length: 40 }, (_, at) => `${half.coordinates[2 * at]} ${half.coordinates[2 * at + 1]}`)).size).toBe(40);
  });

  it('reports progress up to its end', async () => {
    const reports: [number, number][] = [];
    await tsne(cloud(20, 3, 1), { iterations: 55, onProgress: (done, total) => reports.push([done, total]) });
    const total = reports[0]![1];
    expect(reports.at(-1)).toEqual([total, total]);
    expect(reports.every(([done, of], at) => of === total && (at === 0 || done > reports[at - 1]![0]))).toBe(true);
  });

  it('stops when it is told to, before it starts and on the way', async () => {
    await expect(tsne(cloud(20, 3, 1), { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped');
    const controller = new AbortController();
    const work = tsne(cloud(200, 3, 1), { signal: controller.signal, onProgress: (done) => { if (done === 20) controller.abort(new Error('stopped later')); } });
    await expect(work).rejects.toThrow('stopped later');
  });

  it('says in a sentence what is wrong', async () => {
    await expect(tsne(matrix([[1, 2], [3, Infinity], [0, 0]]))).rejects.toThrow('Value 2 of point 2 is Infinity, not a finite number');
    await expect(tsne(cloud(5, 2, 1), { perplexity: 0.5 })).rejects.toThrow('A perplexity of 0.5 cannot be');
    await expect(tsne(cloud(5, 2, 1), { iterations: 2.5 })).rejects.toThrow('2.5 iterations of t-SNE cannot be');
    await expect(tsne(cloud(5, 2, 1), { initial: new Float32Array(4) })).rejects.toThrow('the initial map has 4 values');
  });

  it('comes nearly as far by interpolation as with all pairs', async () => {
    const points = clusters(600, 8, 12, 3);
    const [exact, interpolated] = await Promise.all((['exact', 'interpolated'] as const).map((method) => tsne(points, { method, iterations: 400, threads: 2 })));
    expect(interpolated!.divergence).toBeLessThan(exact!.divergence * 1.05);
    expect(await together(interpolated!.coordinates, (point) => point % 12)).toBe(1);
    expect(await tsne(points, { method: 'interpolated', iterations: 400, threads: 1 })).toEqual(interpolated);
  });

  it('runs tsne-js in the same way, with the same seed to the same map', async () => {
    const points = clusters(24, 4, 3, 6);
    const reports: number[] = [];
    const options = { method: 'tsne-js', perplexity: 5, iterations: 200, seed: 3 } as const;
    const map = await tsne(points, { ...options, onProgress: (done) => reports.push(done) });
    expect(await together(map.coordinates, (point) => point % 3)).toBe(1);
    expect(map.divergence).toBeCloseTo(divergence(await jointProbabilities(points, 5, async () => {}), map.coordinates), 6);
    expect(reports.length).toBeGreaterThan(0);
    expect(await tsne(points, options)).toEqual(map);
  });
});
