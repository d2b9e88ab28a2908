import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapQuality, rank, type MapQuality } from '../../../pipeline/similarity/map-quality.ts';
import { seeded } from '../../../pipeline/random.ts';
import { cloud, matrix } from '../layout/points.ts';

/** Venna and Kaski's formulas as they are printed, on full tables of ranks. */
function byDefinition(points: number[][], map: number[][], k: number): MapQuality {
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
  it('equals the definition', () => {
    const row = (columns: number): fc.Arbitrary<number[]> => fc.array(fc.integer({ min: -4, max: 4 }), { minLength: columns, maxLength: columns });
    fc.assert(fc.property(fc.array(fc.tuple(row(3), row(2)), { minLength: 5, maxLength: 24 }), fc.integer({ min: 1, max: 11 }), (pairs, wanted) => {
      const k = Math.min(wanted, Math.ceil(pairs.length / 2) - 1);
      const points = pairs.map(([point]) => point);
      const map = pairs.map(([, place]) => place);
      const quality = mapQuality(matrix(points), matrix(map).data, { k: wanted });
      const known = byDefinition(points, map, k);
      expect(quality.trustworthiness).toBeCloseTo(known.trustworthiness, 10);
      expect(quality.continuity).toBeCloseTo(known.continuity, 10);
      expect(quality.neighboursKept).toBeCloseTo(known.neighboursKept, 10);
      for (const value of Object.values(quality)) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }));
  });

  it('is perfect for a map that is the data, turned and scaled', () => {
    const points = cloud(40, 2, 1);
    const turned = points.data.map((_, at) => (at % 2 === 0 ? -3 * points.data[at + 1]! : 3 * points.data[at - 1]!));
    expect(mapQuality(points, turned)).toEqual({ trustworthiness: 1, continuity: 1, neighboursKept: 1 });
  });

  it('tells tearing from gluing', () => {
    // A ring cut open and laid out flat: no strangers meet, but the ends are torn apart.
    const ring = Array.from({ length: 60 }, (_, at) => [Math.cos((2 * Math.PI * (at + 0.25)) / 60), Math.sin((2 * Math.PI * (at + 0.25)) / 60)]);
    const line = Float32Array.from(ring.flatMap((_, at) => [at, 0]));
    const torn = mapQuality(matrix(ring), line, { k: 4 });
    expect(torn.trustworthiness).toBeGreaterThan(torn.continuity);
    const glued = mapQuality({ data: line, rows: 60, columns: 2 }, matrix(ring).data, { k: 4 });
    expect(glued.trustworthiness).toBeCloseTo(torn.continuity, 10);
    expect(glued.continuity).toBeCloseTo(torn.trustworthiness, 10);
  });

  it('is about a half for a map without any relation to the data', () => {
    const random = seeded(3);
    const { trustworthiness, continuity } = mapQuality(cloud(200, 5, 2), Float32Array.from({ length: 400 }, () => random.normal()));
    expect(Math.abs(trustworthiness - 0.5)).toBeLessThan(0.05);
    expect(Math.abs(continuity - 0.5)).toBeLessThan(0.05);
  });

  it('uses the metric it is told', () => {
    const points = matrix([[1, 0], [9, 1], [1, 1], [8, 9], [0, 1], [1, 7]]);
    const byAngle = Float32Array.from([[1, 0], [9, 1], [1, 1], [8, 9], [0, 1], [1, 7]].flatMap(([x, y]) => [Math.atan2(y!, x!), 0]));
    expect(mapQuality(points, byAngle, { k: 2, metric: 'cosine' }).neighboursKept).toBeGreaterThan(mapQuality(points, byAngle, { k: 2 }).neighboursKept);
  });

  it('takes tiny collections and refuses a map of another size', () => {
    expect(mapQuality(cloud(2, 3, 1), new Float32Array(4))).toEqual({ trustworthiness: 1, continuity: 1, neighboursKept: 1 });
    const three = mapQuality(matrix([[0], [1], [5]]), Float32Array.from([0, 0, 5, 0, 1, 0]));
    expect(Object.values(three).every(Number.isFinite)).toBe(true);
    expect(three.trustworthiness).toBeLessThan(1);
    expect(() => mapQuality(cloud(3, 3, 1), new Float32Array(4))).toThrow('4 coordinates for 3 points');
  });
});

it('ranks from 1, ties by index', () => {
  const fromHere = Float64Array.of(4, 0, 2, 2, 9);
  expect([0, 2, 3, 4].map((other) => rank(fromHere, 1, other))).toEqual([3, 1, 2, 4]);
});
