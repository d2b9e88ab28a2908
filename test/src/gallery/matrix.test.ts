import { expect, it } from 'vitest';
import { row, rowsAt, zeros } from '../../../src/gallery/matrix.ts';

it('is row-major, and a row shares its memory', () => {
  const matrix = zeros(2, 3);
  row(matrix, 1).set([7, 8, 9]);
  expect(Array.from(matrix.data)).toEqual([0, 0, 0, 7, 8, 9]);
  expect(Array.from(row(matrix, 0))).toEqual([0, 0, 0]);
});

it('copies rows in the order of their places, as often as they are named', () => {
  const matrix = { data: Float32Array.of(1, 2, 3, 4, 5, 6), rows: 3, columns: 2 };
  const chosen = rowsAt(matrix, [2, 0, 2]);
  expect(chosen).toEqual({ data: Float32Array.of(5, 6, 1, 2, 5, 6), rows: 3, columns: 2 });
  chosen.data.fill(0);
  expect(matrix.data[4]).toBe(5);
  expect(rowsAt(matrix, [])).toEqual({ data: new Float32Array(), rows: 0, columns: 2 });
});
