/** Eigenvalues and eigenvectors of a small symmetric matrix: the cyclic Jacobi method (Golub and Van Loan, Matrix Computations, 8.5). */

export interface Eigen {
  /** Largest first. */
  values: Float64Array;
  /** Eigenvector i is row i: `vectors[i * size + column]`, of length 1, its largest entry positive. */
  vectors: Float64Array;
}

const SWEEPS = 60;

/** `matrix` is size × size, row-major and symmetric; it is left as it was. */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = Float64Array.from(matrix);
  const vectors = new Float64Array(size * size);
  for (let index = 0; index < size; index += 1) vectors[index * size + index] = 1;
  const total = a.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    let off = 0;
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) {
        off += a[p * size + q]! ** 2;
        rotate(a, vectors, size, p, q);
      }
    }
    if (off <= 1e-30 * total) break;
  }
  return sorted(a, vectors, size);
}

/** Turns axes p and q so that entry (p, q) becomes 0. */
function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const entry = a[p * size + q]!;
  if (entry === 0) return;
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * entry);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  const turn = (list: Float64Array, first: number, second: number): void => {
    const x = list[first]!;
    const y = list[second]!;
    list[first] = cosine * x - sine * y;
    list[second] = sine * x + cosine * y;
  };
  for (let k = 0; k < size; k += 1) turn(a, k * size + p, k * size + q);
  for (let k = 0; k < size; k += 1) turn(a, p * size + k, q * size + k);
  for (let k = 0; k < size; k += 1) turn(vectors, p * size + k, q * size + k);
}

function sorted(a: Float64Array, vectors: Float64Array, size: number): Eigen {
  const order = Array.from({ length: size }, (_, index) => index).sort((first, second) => a[second * size + second]! - a[first * size + first]!);
  const out: Eigen = { values: new Float64Array(size), vectors: new Float64Array(size * size) };
  order.forEach((from, to) => {
    out.values[to] = a[from * size + from]!;
    const vector = vectors.subarray(from * size, (from + 1) * size);
    const largest = vector.reduce((best, value) => Math.abs(value) > Math.abs(best) ? value : best, 0);
    out.vectors.set(vector.map((value) => largest < 0 ? -value : value), to * size);
  });
  return out;
}
