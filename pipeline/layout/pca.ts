/** Principal component analysis. */
import { availableParallelism } from 'node:os';
import { zeros, type Matrix } from '../../src/gallery/matrix.ts';
import { seeded, type Random } from '../ground/random.ts';
import { symmetricEigen, type Eigen } from '../ground/symmetric-eigen.ts';
import { refuseNonFinite } from '../similarity/distances.ts';
import { centred, gram, scatter, timesColumns, timesRows } from './pca/centred.ts';
import { CentredStrips } from './pca/strips.ts';
import { leadingEigen } from './pca/subspace.ts';

export interface PrincipalComponents {
  /** rows × components: the centred points along the axes. */
  projected: Matrix;
  /** components × columns: one axis of unit length a row, the one of most variance first. */
  axes: Matrix;
  /** Share of the variance along each axis, 0–1. */
  explained: Float64Array;
}

/** Up to so many multiplications the smaller product is formed and solved in double precision on this thread. */
const SMALL = 2e7;
/** Variance below this share of the largest is rounding noise of single precision, not a direction. */
const NOISE = 1e-12;

/**
 * The leading principal components of `points`. K. Pearson, Philosophical Magazine 2 (1901); H. Hotelling, J. Educ. Psych. 24 (1933).
 *
 * Small problems are solved in double precision, through all eigenpairs of the smaller of the two products of the centred
 * matrix, rows × rows or columns × columns. Large ones by a random block that is multiplied by that product again and again
 * (N. Halko, P.-G. Martinsson and J. Tropp, SIAM Review 53, 2011) until it stays the same; the product is formed first where
 * that costs less than multiplying by the data. Products of data are made by the kernels, in single precision over short
 * stretches and in double over these, on all threads and the same on any number of them.
 *
 * The sign of an axis is free: its entry of largest magnitude (the first of them) is made positive. Axes past the rank of
 * the data are zeros and explain nothing. `seed` starts the iteration for large matrices; it changes nothing but the last digits.
 *
 * Throws a RangeError where `components` is not a whole number of 0 … columns, a Problem where a value is not finite.
 */
export async function pca(points: Matrix, components: number, options: { seed?: number; threads?: number } = {}): Promise<PrincipalComponents> {
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

  const wanted = Math.min(components, points.rows, points.columns);
  const smaller = Math.min(points.rows, points.columns);
  const { total, values, vectors, along } = points.rows * points.columns * smaller <= SMALL
    ? small(points, wanted)
    : await large(points, wanted, seeded(options.seed ?? 0, 'pca'), options.threads ?? availableParallelism());
  for (let component = 0; component < wanted; component += 1) {
    const variance = values[component]!;
    if (total === 0 || variance <= NOISE * values[0]!) break;
    const axis = vectors.subarray(component * points.columns, (component + 1) * points.columns);
    const sign = stableSign(axis);
    axis.forEach((value, column) => { result.axes.data[component * points.columns + column] = sign * value; });
    along(component).forEach((value, row) => { result.projected.data[row * components + component] = sign * value; });
    result.explained[component] = Math.min(1, variance / total);
  }
  return result;
}

interface Solution {
  /** Sum of the squares of all centred values; an eigenvalue is an axis's part of it. */
  total: number;
  values: Float64Array;
  /** Axes, one a row. */
  vectors: Float64Array;
  /** The centred points along an axis. */
  along: (component: number) => ArrayLike<number> & { forEach: (visit: (value: number, row: number) => void) => void };
}

function small(points: Matrix, wanted: number): Solution {
  const data = centred(points);
  const total = data.data.reduce((sum, value) => sum + value * value, 0);
  const { values, vectors } = points.rows < points.columns ? fromRows(data, wanted) : symmetricEigen(scatter(data), data.columns);
  return {
    total, values, vectors,
    along: (component) => {
      const into = new Float64Array(points.rows);
      timesColumns(data, vectors.subarray(component * points.columns, (component + 1) * points.columns), into);
      return into;
    },
  };
}

/** Fewer rows than columns: eigenvectors u of the rows × rows product give the axes Xᵀu. */
function fromRows(data: Matrix, wanted: number): Eigen {
  const { values, vectors } = symmetricEigen(gram(data), data.rows);
  const axes = new Float64Array(wanted * data.columns);
  for (let index = 0; index < wanted; index += 1) {
    const axis = axes.subarray(index * data.columns, (index + 1) * data.columns);
    timesRows(data, vectors.subarray(index * data.rows, (index + 1) * data.rows), axis);
    scaleToUnit(axis);
  }
  return { values, vectors: axes };
}

async function large(points: Matrix, wanted: number, random: Random, threads: number): Promise<Solution> {
  const strips = await CentredStrips.of(points, threads);
  try {
    const { breadth, total } = strips;
    // Forming the product costs breadth / 2 multiplications a value, iterating on the data some forty passes with the block.
    const onData = breadth > 80 * (wanted + 8);
    const { values, vectors } = total === 0
      ? { values: new Float64Array(wanted), vectors: new Float64Array(wanted * breadth) }
      : leadingEigen(onData ? (block) => strips.timesTwice(block) : strips.formed(), breadth, wanted, random, { tolerance: onData ? 1e-6 : 1e-7 });
    const found = Array.from({ length: wanted }, (_, index) => vectors.subarray(index * breadth, (index + 1) * breadth));
    const others = strips.times(found);
    if (!strips.transposed) return { total, values, vectors, along: (component) => others[component]! };
    const axes = new Float64Array(wanted * points.columns);
    others.forEach((other, index) => {
      axes.set(other, index * points.columns);
      scaleToUnit(axes.subarray(index * points.columns, (index + 1) * points.columns));
    });
    return { total, values, vectors: axes, along: (component) => found[component]!.map((value) => value * Math.sqrt(Math.max(0, values[component]!))) };
  } finally {
    await strips.close();
  }
}

function scaleToUnit(axis: Float64Array): void {
  const length = Math.sqrt(axis.reduce((sum, value) => sum + value * value, 0));
  if (length > 0) for (let at = 0; at < axis.length; at += 1) axis[at]! /= length;
}

function stableSign(axis: Float64Array): 1 | -1 {
  let largest = 0;
  for (let at = 1; at < axis.length; at += 1) {
    // A margin, so that two entries of the same size up to rounding always give the same sign.
    if (Math.abs(axis[at]!) > Math.abs(axis[largest]!) * (1 + 1e-6)) largest = at;
  }
  return axis[largest]! < 0 ? -1 : 1;
}
