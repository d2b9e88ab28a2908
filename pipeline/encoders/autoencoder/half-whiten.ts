/** Makes an autoencoder's codes comparable: raw distances are ruled by a few directions of large variance. */
import { zeros, type Matrix } from '../../../src/gallery/matrix.ts';
import { symmetricEigen } from '../../ground/symmetric-eigen.ts';

/** Directions with less than this share of the largest standard deviation are noise; they are not enlarged further. */
const FLOOR = 1e-4;

/**
 * Half-whitened codes, n × columns, to be compared by cosine distance: centred with the mean of `training`, turned onto the
 * eigenvectors of its covariance, and divided by √σ, the root of the standard deviation along each. Dividing by σ would be whitening
 * proper, which makes directions of mere noise count as much as the others; not dividing leaves all to the first few.
 */
export function halfWhiten(training: Matrix, codes: Matrix): Matrix {
  if (training.rows === 0 || training.columns !== codes.columns) {
    throw new RangeError(`halfWhiten: codes of ${codes.columns} values against ${training.rows} training codes of ${training.columns}`);
  }
  const size = codes.columns;
  const mean = meanOf(training);
  const { values, vectors } = symmetricEigen(covariance(training, mean), size);
  const deviations = values.map((value) => Math.sqrt(Math.max(0, value)));
  const smallest = FLOOR * (deviations[0] || 1);
  const out = zeros(codes.rows, size);
  for (let row = 0; row < codes.rows; row += 1) {
    for (let axis = 0; axis < size; axis += 1) {
      let along = 0;
      for (let column = 0; column < size; column += 1) along += (codes.data[row * size + column]! - mean[column]!) * vectors[axis * size + column]!;
      out.data[row * size + axis] = along / Math.sqrt(Math.max(smallest, deviations[axis]!));
    }
  }
  return out;
}

function meanOf({ data, rows, columns }: Matrix): Float64Array {
  const mean = new Float64Array(columns);
  data.forEach((value, index) => { mean[index % columns]! += value; });
  return mean.map((sum) => sum / rows);
}

/** columns × columns, in double precision. */
function covariance({ data, rows, columns }: Matrix, mean: Float64Array): Float64Array {
  const out = new Float64Array(columns * columns);
  const centred = new Float64Array(columns);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) centred[column] = data[row * columns + column]! - mean[column]!;
    for (let first = 0; first < columns; first += 1) {
      for (let second = first; second < columns; second += 1) out[first * columns + second]! += centred[first]! * centred[second]! / rows;
    }
  }
  for (let first = 0; first < columns; first += 1) {
    for (let second = 0; second < first; second += 1) out[first * columns + second] = out[second * columns + first]!;
  }
  return out;
}
