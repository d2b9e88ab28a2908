import { expect, it } from 'vitest';
import { halfWhiten } from '../../../../pipeline/encoders/autoencoder/half-whiten.ts';
import { seeded } from '../../../../pipeline/ground/random.ts';
import type { Matrix } from '../../../../src/gallery/matrix.ts';

/** Normal values with deviations 9, 4 and 1 around (5, 6, 7), turned by 30° in the first two axes. */
function cloud(rows: number): Matrix {
  const random = seeded(2, 'cloud');
  const [cosine, sine] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
  const data = new Float32Array(3 * rows);
  for (let row = 0; row < rows; row += 1) {
    const [a, b, c] = [9 * random.normal(), 4 * random.normal(), random.normal()];
    data.set([5 + cosine * a - sine * b, 6 + sine * a + cosine * b, 7 + c], 3 * row);
  }
  return { data, rows, columns: 3 };
}

it('leaves each direction the root of its standard deviation, uncorrelated and centred', () => {
  const training = cloud(20_000);
  const { data, rows } = halfWhiten(training, training);
  const moment = (first: number, second: number): number => {
    let sum = 0;
    for (let row = 0; row < rows; row += 1) sum += data[3 * row + first]! * data[3 * row + second]!;
    return sum / rows;
  };
  for (const [axis, deviation] of [9, 4, 1].entries()) {
    expect(Math.sqrt(moment(axis, axis))).toBeCloseTo(Math.sqrt(deviation), 1);
    expect(data.reduce((sum, value, index) => index % 3 === axis ? sum + value : sum, 0) / rows).toBeCloseTo(0, 4);
  }
  expect(moment(0, 1)).toBeCloseTo(0, 3);
  expect(moment(1, 2)).toBeCloseTo(0, 3);
});

it('uses the training codes’ centre and axes for other codes', () => {
  const training = cloud(5000);
  const centre = { data: Float32Array.of(5, 6, 7, 5 + 9 * Math.cos(Math.PI / 6), 6 + 9 * Math.sin(Math.PI / 6), 7), rows: 2, columns: 3 };
  const { data } = halfWhiten(training, centre);
  expect(data[0]).toBeCloseTo(0, 0);
  expect(Math.abs(data[3]! - data[0]!)).toBeCloseTo(3, 1);
  expect(data[4]! - data[1]!).toBeCloseTo(0, 0);
});

it('does not blow up a direction without variance', () => {
  const flat: Matrix = { data: Float32Array.of(1, 5, 2, 5, 3, 5), rows: 3, columns: 2 };
  expect(Array.from(halfWhiten(flat, flat).data).every(Number.isFinite)).toBe(true);
  const same: Matrix = { data: Float32Array.of(4, 4, 4, 4), rows: 2, columns: 2 };
  expect(Array.from(halfWhiten(same, same).data, Math.abs)).toEqual([0, 0, 0, 0]);
});
