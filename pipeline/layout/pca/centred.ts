/** A matrix with the mean of every column taken away, and the products principal components are made from. */
import { row, zeros, type Matrix } from '../../../src/gallery/matrix.ts';

/** Single precision suffices once the mean is gone: each difference is rounded relative to itself. */
export function centred(points: Matrix): Matrix {
  const mean = new Float64Array(points.columns);
  points.data.forEach((value, index) => { mean[index % points.columns]! += value; });
  for (let column = 0; column < mean.length; column += 1) mean[column]! /= points.rows;
  const result = zeros(points.rows, points.columns);
  points.data.forEach((value, index) => { result.data[index] = value - mean[index % points.columns]!; });
  return result;
}

/** rows × rows: products of every row with every row. */
export function gram(points: Matrix): Float64Array {
  const { rows } = points;
  const result = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const product = dot(row(points, i), row(points, j));
      result[i * rows + j] = product;
      result[j * rows + i] = product;
    }
  }
  return result;
}

/** columns × columns: products of every column with every column. */
export function scatter(points: Matrix): Float64Array {
  const { rows, columns } = points;
  const result = new Float64Array(columns * columns);
  for (let index = 0; index < rows; index += 1) {
    const values = row(points, index);
    for (let i = 0; i < columns; i += 1) {
      const value = values[i]!;
      if (value === 0) continue;
      for (let j = 0, at = i * columns; j <= i; j += 1, at += 1) result[at]! += value * values[j]!;
    }
  }
  for (let i = 0; i < columns; i += 1) for (let j = 0; j < i; j += 1) result[j * columns + i] = result[i * columns + j]!;
  return result;
}

/** `into` = X·v, one value a row. */
export function timesColumns(points: Matrix, v: Float64Array, into: Float64Array): void {
  for (let index = 0; index < points.rows; index += 1) into[index] = dot(row(points, index), v);
}

/** `into` = Xᵀ·u, one value a column. */
export function timesRows(points: Matrix, u: Float64Array, into: Float64Array): void {
  into.fill(0);
  for (let index = 0; index < points.rows; index += 1) {
    const weight = u[index]!;
    const values = row(points, index);
    for (let column = 0; column < points.columns; column += 1) into[column]! += weight * values[column]!;
  }
}

function dot(a: Float32Array, b: Float32Array | Float64Array): number {
  let even = 0;
  let odd = 0;
  const pairs = a.length - (a.length % 2);
  for (let at = 0; at < pairs; at += 2) {
    even += a[at]! * b[at]!;
    odd += a[at + 1]! * b[at + 1]!;
  }
  if (pairs < a.length) even += a[pairs]! * b[pairs]!;
  return even + odd;
}
