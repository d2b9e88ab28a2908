import { expect, it } from 'vitest';
import { asPictures, reconstructionScores } from '../../../pipeline/encoders/reconstruction.ts';

it('turns values into bytes, those beyond 0–1 to the nearest', () => {
  const pictures = asPictures({ data: Float32Array.of(-1, 0.5, 2), rows: 1, columns: 3 }, { width: 1, height: 1 });
  expect(pictures).toMatchObject({ count: 1, width: 1, height: 1 });
  expect([...pictures.data]).toEqual([0, 128, 255]);
});

it('tells mean and median of errors, of an even number too', () => {
  expect(reconstructionScores(Float32Array.of(4, 1, 1))).toEqual({ meanSquaredError: 2, median: 1 });
  expect(reconstructionScores(Float32Array.of(1, 4, 2, 3))).toEqual({ meanSquaredError: 2.5, median: 2.5 });
});
