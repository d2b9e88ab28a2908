import { expect, it } from 'vitest';
import { row, zeros } from '../../../src/gallery/matrix.ts';

it('is row-major, and a row shares its memory', () => {
  const matrix = zeros(2, 3);
  row(matrix, 1).set([7, 8, 9]);
  expect(Array.from(matrix.data)).toEqual([0, 0, 0, 7, 8, 9]);
  expect(Array.from(row(matrix, 0))).toEqual([0, 0, 0]);
});
