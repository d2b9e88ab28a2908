import { describe, expect, it } from 'vitest';
import { HIDDEN, sparseAutoencoder, startingWeights } from '../../../../pipeline/encoders/sparse/sparse-autoencoder.ts';
import { activities, detectors, sparsityPenalty } from '../../../../pipeline/encoders/sparse/units.ts';
import { seeded } from '../../../../pipeline/ground/random.ts';
import { weightsOf } from '../../../../pipeline/network/shapes.ts';

describe('detectors', () => {
  const values = 30;
  const weights = startingWeights(values, 5);
  const found = detectors(weights);
  const kernel = weights.get('hidden.weight')!;
  const excited = (unit: number, picture: ArrayLike<number>): number =>
    Array.from({ length: values }, (_, value) => kernel.data[value * HIDDEN + unit]! * picture[value]!).reduce((sum, product) => sum + product, 0);

  it('have norm 1 and excite their unit more than any other picture of norm 1', () => {
    const random = seeded(1, 'pictures');
    for (let unit = 0; unit < HIDDEN; unit += 1) {
      const own = found.data.subarray(unit * values, (unit + 1) * values);
      expect(Math.hypot(...own)).toBeCloseTo(1, 5);
      const other = Array.from({ length: values }, () => random.normal());
      const norm = Math.hypot(...other);
      expect(excited(unit, own)).toBeGreaterThan(excited(unit, other.map((value) => value / norm)));
    }
  });
});

describe('the penalty of the sparsity', () => {
  const codes = (value: number) => ({ data: new Float32Array(2 * HIDDEN).fill(value), rows: 2, columns: HIDDEN });

  it('is nothing where every unit is on a quarter of the time, and bounded where one is always on', () => {
    expect(sparsityPenalty(codes(0.25))).toBeCloseTo(0, 10);
    // 0.25 · 64 · (¼ ln ½ + ¾ ln 1½)
    expect(sparsityPenalty(codes(0.5))).toBeCloseTo(16 * (0.25 * Math.log(0.5) + 0.75 * Math.log(1.5)), 6);
    expect(sparsityPenalty(codes(1))).toBeLessThan(16 * 0.75 * Math.log(1e6) + 1);
  });

  it('counts how busy units are', () => {
    expect([...activities({ data: Float32Array.of(0, 1, 1, 1), rows: 2, columns: 2 })]).toEqual([0.5, 1]);
  });
});

it('has a weight and a bias for each unit and each value, drawn narrowly', () => {
  const weights = startingWeights(300, 1);
  expect([...weights.keys()]).toEqual(weightsOf(sparseAutoencoder(300)).map(({ name }) => name));
  const { data } = weights.get('painted.weight')!;
  expect(Math.sqrt(data.reduce((sum, value) => sum + value * value, 0) / data.length)).toBeCloseTo(1 / Math.sqrt(300), 2);
});
