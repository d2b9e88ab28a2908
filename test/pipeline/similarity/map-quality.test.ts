import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMapJudge, type MapQuality } from '../../../pipeline/similarity/map-quality.ts';
import { rankingOf } from '../../../pipeline/similarity/map-quality/ranks.ts';
import { distances } from '../../../pipeline/similarity/distances.ts';
import { rank } from '../../../pipeline/similarity/rank.ts';
import { seeded } from '../../../pipeline/ground/random.ts';
import { mapQuality } from '../../support/map-quality.ts';
import { cloud, matrix } from '../layout/points.ts';
import { ranking } from './neighbours/reference.ts';

/** Venna and Kaski's formulas as they are printed, on full tables of ranks. */
function byDefinition(points: number[][], map: number[][], k: number): Omit<MapQuality, 'shepard'> {
  const n = points.length;
  const ranks = (rows: number[][]): number[][] => rows.map((here, self) => {
    const order = rows.map((there, other) => ({ other, distance: here.reduce((sum, value, at) => sum + (value - there[at]!) ** 2, 0) }))
      .filter(({ other }) => other !== self).sort((a, b) => a.distance - b.distance || a.other - b.other);
    return rows.map((_, other) => order.findIndex((entry) => entry.other === other) + 1);
  });
  const inData = ranks(points);
  const onMap = ranks(map);
  let [trust, continuity, kept] = [0, 0, 0];
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) {
      if (i === j) continue;
      const [r, s] = [inData[i]![j]!, onMap[i]![j]!];
      if (s <= k && r > k) trust += r - k;
      if (r <= k && s > k) continuity += s - k;
      if (r <= k && s <= k) kept += 1;
    }
  }
  const scale = 2 / (n * k * (2 * n - 3 * k - 1));
  return { trustworthiness: 1 - scale * trust, continuity: 1 - scale * continuity, neighboursKept: kept / (n * k) };
}

describe('mapQuality', () => {
  it('equals the definition', async () => {
    const row = (columns: number): fc.Arbitrary<number[]> => fc.array(fc.integer({ min: -4, max: 4 }), { minLength: columns, maxLength: columns });
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(row(3), row(2)), { minLength: 5, maxLength: 24 }), fc.integer({ min: 1, max: 11 }), async (pairs, wanted) => {
      const k = Math.min(wanted, Math.ceil(pairs.length / 2) - 1);
      const points = pairs.map(([point]) => point);
      const map = pairs.map(([, place]) => place);
      const quality = await mapQuality(matrix(points), matrix(map).data, { k: wanted });
      const known = byDefinition(points, map, k);
      expect(quality.trustworthiness).toBeCloseTo(known.trustworthiness, 10);
      expect(quality.continuity).toBeCloseTo(known.continuity, 10);
      expect(quality.neighboursKept).toBeCloseTo(known.neighboursKept, 10);
      for (const value of [quality.trustworthiness, quality.continuity, quality.neighboursKept]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }));
  });

  it('is perfect for a map that is the data, turned and scaled', async () => {
    const points = cloud(40, 2, 1);
    const turned = points.data.map((_, at) => (at % 2 === 0 ? -3 * points.data[at + 1]! : 3 * points.data[at - 1]!));
    expect(await mapQuality(points, turned)).toEqual({ trustworthiness: 1, continuity: 1, neighboursKept: 1, shepard: 1 });
  });

  it('judges several maps as it judges each alone', async () => {
    const points = cloud(60, 5, 1);
    const maps = [2, 3].map((seed) => cloud(60, 2, seed).data);
    const judge = await openMapJudge(points, { metric: 'cosine' });
    for (const map of maps) expect(await judge.judge(map)).toEqual(await mapQuality(points, map, { metric: 'cosine' }));
    expect(await judge.judge(maps[0]!)).not.toEqual(await judge.judge(maps[1]!));
    await judge.close();
  });

  it('tells tearing from gluing', async () => {
    // A ring cut open and laid out flat: no strangers meet, but the ends are torn apart.
    const ring = Array.from({ length: 60 }, (_, at) => [Math.cos((2 * Math.PI * (at + 0.25)) / 60), Math.sin((2 * Math.PI * (at + 0.25)) / 60)]);
    const line = Float32Array.from(ring.flatMap((_, at) => [at, 0]));
    const torn = await mapQuality(matrix(ring), line, { k: 4 });
    expect(torn.trustworthiness).toBeGreaterThan(torn.continuity);
    const glued = await mapQuality({ data: line, rows: 60, columns: 2 }, matrix(ring).data, { k: 4 });
    expect(glued.trustworthiness).toBeCloseTo(torn.continuity, 10);
    expect(glued.continuity).toBeCloseTo(torn.trustworthiness, 10);
  });

  it('is about a half for a map without any relation to the data', async () => {
    const random = seeded(3);
    const { trustworthiness, continuity } = await mapQuality(cloud(200, 5, 2), Float32Array.from({ length: 400 }, () => random.normal()));
    expect(Math.abs(trustworthiness - 0.5)).toBeLessThan(0.05);
    expect(Math.abs(continuity - 0.5)).toBeLessThan(0.05);
  });

  it('uses the metric it is told', async () => {
    const points = matrix([[1, 0], [9, 1], [1, 1], [8, 9], [0, 1], [1, 7]]);
    const byAngle = Float32Array.from([[1, 0], [9, 1], [1, 1], [8, 9], [0, 1], [1, 7]].flatMap(([x, y]) => [Math.atan2(y!, x!), 0]));
    expect((await mapQuality(points, byAngle, { k: 2, metric: 'cosine' })).neighboursKept).toBeGreaterThan((await mapQuality(points, byAngle, { k: 2 })).neighboursKept);
  });

  it('takes tiny collections and refuses a map of another size', async () => {
    expect(await mapQuality(cloud(2, 3, 1), new Float32Array(4))).toEqual({ trustworthiness: 1, continuity: 1, neighboursKept: 1, shepard: 1 });
    const three = await mapQuality(matrix([[0], [1], [5]]), Float32Array.from([0, 0, 5, 0, 1, 0]));
    expect(Object.values(three).every(Number.isFinite)).toBe(true);
    expect(three.trustworthiness).toBeLessThan(1);
    await expect(mapQuality(cloud(3, 3, 1), new Float32Array(4))).rejects.toThrow('4 coordinates for 3 points');
  });
});

describe('samples', () => {
  it('give scores within some standard errors of those over all points', async () => {
    const points = cloud(3000, 6, 7);
    const map = Float32Array.from({ length: 6000 }, (_, at) => points.data[6 * (at >> 1) + (at % 2)]!);
    const all = await mapQuality(points, map, { asked: 3000 });
    const some = await mapQuality(points, map, { asked: 400, seed: 2 });
    expect(all.standardErrors?.trustworthiness).toBeUndefined();
    expect(all.standardErrors?.shepard).toBeGreaterThan(0);
    for (const score of ['trustworthiness', 'continuity', 'neighboursKept'] as const) {
      expect(some[score]).not.toBe(all[score]);
      expect(Math.abs(some[score] - all[score])).toBeLessThan(4 * some.standardErrors![score]!);
    }
    expect(await mapQuality(points, map, { asked: 400, seed: 2 })).toEqual(some);
  });
});

describe('shepard', () => {
  it('is 1 where the order of distances is kept, −1 where it is turned round, Spearman’s ρ in between', async () => {
    const line = matrix([[0], [1], [3], [7]]);
    expect((await mapQuality(line, Float32Array.from([0, 0, 1, 0, 9, 0, 99, 0]))).shepard).toBeCloseTo(1, 12);
    // Distances 1, 2, 3 in the data; 3, 2, 1 on the map.
    expect((await mapQuality(matrix([[0], [1], [3]]), Float32Array.from([0, 0, 3, 0, 1, 0]))).shepard).toBeCloseTo(-1, 12);
    // Distances 1, 3, 2 and 5, 5, 0: ranks 0, 2, 1 and 1.5, 1.5, 0.
    expect((await mapQuality(matrix([[0], [1], [3]]), Float32Array.from([0, 0, 5, 0, 5, 0]))).shepard).toBeCloseTo(0, 12);
    expect((await mapQuality(line, new Float32Array(8))).shepard).toBe(0);
  });
});

it.each([1, 2])('the kernels rank as sorting does, on %i threads', async (threads) => {
  const points = cloud(203, 5, 9);
  for (let at = 0; at < 50; at += 1) points.data.copyWithin(5 * (100 + at), 5 * at, 5 * at + 5);
  const queries = Int32Array.from({ length: 90 }, (_, at) => 2 * at);
  const found = await rankingOf(points, queries, threads, async () => {});
  const nearest = await found.nearest(7);
  const random = seeded(5);
  const targets = Int32Array.from({ length: 90 * 7 }, (_, at) => (queries[Math.floor(at / 7)]! + 1 + random.below(202)) % 203);
  const ranks = await found.ranks(targets, 7);
  await found.close();
  const fromHere = new Float64Array(203);
  const { fill } = distances(points, 'euclidean');
  queries.forEach((query, at) => {
    fill(query, fromHere);
    expect(Array.from(nearest.subarray(7 * at, 7 * at + 7))).toEqual(Array.from(ranking(fromHere, query).subarray(0, 7)));
    expect(Array.from(ranks.subarray(7 * at, 7 * at + 7))).toEqual(Array.from(targets.subarray(7 * at, 7 * at + 7), (target) => rank(fromHere, query, target)));
  });
});

it('ranks from 1, ties by index', async () => {
  const fromHere = Float64Array.of(4, 0, 2, 2, 9);
  expect([0, 2, 3, 4].map((other) => rank(fromHere, 1, other))).toEqual([3, 1, 2, 4]);
});
