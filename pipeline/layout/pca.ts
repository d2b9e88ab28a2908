/** Principal component analysis. */
import { zeros, type Matrix } from '../../src/gallery/matrix.ts';
import { seeded } from '../random.ts';
import { refuseNonFinite } from '../similarity/distances.ts';
import { centred, gram, scatter, timesColumns, timesRows } from './pca/centred.ts';
import { leadingEigen } from './pca/subspace.ts';
import { symmetricEigen, type Eigen } from '../symmetric-eigen.ts';

export interface PrincipalComponents {
  /** rows × components: the centred points along the axes. */
  projected: Matrix;
  /** components × columns: one axis of unit length a row, the one of most variance first. */
  axes: Matrix;
  /** Share of the variance along each axis, 0–1. */
  explained: Float64Array;
}

/** Up to this size all eigenpairs of a dense matrix are found at once; beyond it only the leading ones. */
const DENSE = 800;
/** Variance below this share of the largest is rounding noise of single precision, not a direction. */
const NOISE = 1e-12;

/**
 * The leading principal components of `points`. K. Pearson, Philosophical Magazine 2 (1901); H. Hotelling, J. Educ. Psych. 24 (1933).
 *
 * Works through the smaller of the two products of the centred matrix, rows × rows or columns × columns, and where that
 * would cost more than iterating on the data itself, on the data. The sign of an axis is free: its entry of largest
 * magnitude (the first of them) is made positive. Axes past the rank of the data are zeros and explain nothing.
 * `seed` starts the iteration for large matrices; it changes nothing but the last digits.
 *
 * Throws a RangeError where `components` is not a whole number of 0 … columns, a Problem where a value is not finite.
 */
export async function pca(points: Matrix, components: number, options: { seed?: number } = {}): Promise<PrincipalComponents> {
  if (!Number.isInteger(components) || components < 0 || components > points.columns) {
    throw new RangeError(`${components} components of points with ${points.columns} values: ask for 0 … ${points.columns}`);
  }
  refuseNonFinite(points);
  const result: PrincipalComponents = {
    projected: zeros(points.rows, components),
    axes: zeros(components, points.columns),
    explained: new Float64Array(components),
  };
  if (points.rows === 0) return result;

  const data = centred(points);
  const total = data.data.reduce((sum, value) => sum + value * value, 0);
  if (total === 0) return result;
  const wanted = Math.min(components, points.rows, points.columns);
  const pairs = points.rows < points.columns ? fromRows(data, wanted, options.seed ?? 0) : fromColumns(data, wanted, options.seed ?? 0);

  const along = new Float64Array(points.rows);
  for (let component = 0; component < wanted; component += 1) {
    const variance = pairs.values[component]!;
    if (variance <= NOISE * pairs.values[0]!) break;
    const axis = withStableSign(pairs.vectors.subarray(component * points.columns, (component + 1) * points.columns));
    timesColumns(data, axis, along);
    result.axes.data.set(axis, component * points.columns);
    along.forEach((value, index) => { result.projected.data[index * components + component] = value; });
    result.explained[component] = Math.min(1, variance / total);
  }
  return result;
}

/** Fewer columns than rows: axes are eigenvectors of the columns × columns product. */
function fromColumns(data: Matrix, wanted: number, seed: number): Eigen {
  const between = new Float64Array(data.rows);
  return eigen(() => scatter(data), data.columns, wanted, seed, (v, into) => {
    timesColumns(data, v, between);
    timesRows(data, between, into);
  });
}

/** Fewer rows than columns: eigenvectors u of the rows × rows product give the axes Xᵀu. */
function fromRows(data: Matrix, wanted: number, seed: number): Eigen {
  const between = new Float64Array(data.columns);
  const { values, vectors } = eigen(() => gram(data), data.rows, wanted, seed, (u, into) => {
    timesRows(data, u, between);
    timesColumns(data, between, into);
  });
  const axes = new Float64Array(wanted * data.columns);
  for (let index = 0; index < wanted; index += 1) {
    const axis = axes.subarray(index * data.columns, (index + 1) * data.columns);
    timesRows(data, vectors.subarray(index * data.rows, (index + 1) * data.rows), axis);
    const length = Math.sqrt(axis.reduce((sum, value) => sum + value * value, 0));
    if (length > 0) for (let at = 0; at < axis.length; at += 1) axis[at]! /= length;
  }
  return { values, vectors: axes };
}

function eigen(product: () => Float64Array, size: number, wanted: number, seed: number, onData: (v: Float64Array, into: Float64Array) => void): Eigen {
  if (size <= DENSE) return symmetricEigen(product(), size);
  const random = seeded(seed, 'pca');
  // Forming the product costs size/2 multiplications a value; iterating on the data some forty passes with a block of wanted + 8.
  if (size > 80 * (wanted + 8)) return leadingEigen(onData, size, wanted, random);
  const matrix = product();
  return leadingEigen((v, into) => {
    for (let index = 0; index < size; index += 1) {
      let sum = 0;
      for (let at = 0, place = index * size; at < size; at += 1, place += 1) sum += matrix[place]! * v[at]!;
      into[index] = sum;
    }
  }, size, wanted, random);
}

function withStableSign(axis: Float64Array): Float64Array {
  let largest = 0;
  for (let at = 1; at < axis.length; at += 1) {
    // A margin, so that two entries of the same size up to rounding always give the same sign.
    if (Math.abs(axis[at]!) > Math.abs(axis[largest]!) * (1 + 1e-6)) largest = at;
  }
  return axis[largest]! < 0 ? axis.map((value) => -value) : axis;
}
