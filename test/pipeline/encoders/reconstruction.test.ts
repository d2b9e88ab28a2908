import { expect, it } from 'vitest';
import { asPictures, reconstructionErrors, reconstructionScores } from '../../../pipeline/encoders/reconstruction.ts';
import type { Pictures } from '../../../pipeline/images/pictures.ts';

it('turns values into bytes, those beyond 0–1 to the nearest', () => {
  const pictures = asPictures({ data: Float32Array.of(-1, 0.5, 2), rows: 1, columns: 3 }, { width: 1, height: 1 });
  expect(pictures).toMatchObject({ count: 1, width: 1, height: 1 });
  expect([...pictures.data]).toEqual([0, 128, 255]);
});

it('tells mean and median of errors, of an even number too', () => {
  expect(reconstructionScores(Float32Array.of(4, 1, 1))).toEqual({ meanSquaredError: 2, median: 1 });
  expect(reconstructionScores(Float32Array.of(1, 4, 2, 3))).toEqual({ meanSquaredError: 2.5, median: 2.5 });
});

it('measures the mean squared error per value, values 0–1', () => {
  const picture = (...data: number[]): Pictures => ({ data: Uint8Array.from(data), count: data.length / 3, width: 1, height: 1 });
  const errors = reconstructionErrors(picture(0, 255, 0, 51, 51, 51), picture(0, 0, 255, 51, 51, 0));
  expect(errors[0]).toBeCloseTo(2 / 3, 6);
  expect(errors[1]).toBeCloseTo(0.04 / 3, 6);
  expect(() => reconstructionErrors(picture(1, 2, 3), picture())).toThrow(RangeError);
});
