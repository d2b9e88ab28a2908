/** The leading eigenpairs of a large symmetric operator, by block subspace iteration. */
import type { Random } from '../../ground/random.ts';
import { symmetricEigen, type Eigen } from '../../ground/symmetric-eigen.ts';

/** A·v for every vector of a block, A symmetric and positive semidefinite. */
type Apply = (block: Float64Array[]) => Float64Array[];
/** Multiplications by A between two steps of Rayleigh and Ritz, which cost as much as one of them. */
const POWER = 3;

/**
 * The `wanted` largest eigenpairs of a size × size operator: a random block, a few vectors wider than wanted, is multiplied
 * by the operator and made orthogonal again, with a Rayleigh–Ritz step each round, until every wanted pair has a residual
 * ‖A·v − λ·v‖ ≤ tolerance · λ₁ or `rounds` are over. Y. Saad, Numerical Methods for Large Eigenvalue Problems (2011), chapter 5;
 * a random start as in N. Halko, P.-G. Martinsson and J. Tropp, SIAM Review 53 (2011).
 *
 * Eigenvalues that nearly coincide converge slowly, and then any basis of their plane is as good as another.
 */
export function leadingEigen(
  apply: Apply, size: number, wanted: number, random: Random, { tolerance = 1e-7, rounds = 200 } = {},
): Eigen {
  // More vectors than wanted speed it up: the next ones left out set the pace.
  const width = Math.min(size, 24 * Math.ceil((wanted + 8) / 24));
  let block: Float64Array[] = Array.from({ length: width }, () => Float64Array.from({ length: size }, () => random.normal()));
  orthonormalise(block, random);
  let values: Float64Array = new Float64Array(width);
  for (let round = 0; round < rounds; round += 1) {
    const images = apply(block);
    const small = new Float64Array(width * width);
    for (let i = 0; i < width; i += 1) {
      for (let j = 0; j <= i; j += 1) {
        const entry = (dot(block[i]!, images[j]!) + dot(block[j]!, images[i]!)) / 2;
        small[i * width + j] = entry;
        small[j * width + i] = entry;
      }
    }
    const ritz = symmetricEigen(small, width);
    values = ritz.values;
    const turned = combine(block, ritz.vectors);
    const turnedImages = combine(images, ritz.vectors);
    if (largestResidual(turned, turnedImages, values, wanted) <= tolerance * Math.max(values[0] ?? 0, Number.MIN_VALUE)) {
      block = turned;
      break;
    }
    block = turnedImages;
    for (let power = 1; power < POWER; power += 1) block = apply(block);
    orthonormalise(block, random);
  }
  const vectors = new Float64Array(wanted * size);
  for (let index = 0; index < wanted; index += 1) vectors.set(block[index]!, index * size);
  return { values: values.slice(0, wanted), vectors };
}

/** Gram and Schmidt, each vector twice for precision; a vector that vanishes is replaced by a random one. */
function orthonormalise(block: Float64Array[], random: Random): void {
  block.forEach((vector, index) => {
    for (let attempt = 0; ; attempt += 1) {
      const before = Math.sqrt(dot(vector, vector));
      for (let pass = 0; pass < 2; pass += 1) {
        for (let other = 0; other < index; other += 1) subtract(vector, block[other]!, dot(vector, block[other]!));
      }
      const length = Math.sqrt(dot(vector, vector));
      if (length > 1e-10 * before && length > 0) {
        for (let at = 0; at < vector.length; at += 1) vector[at]! /= length;
        return;
      }
      if (attempt === 5) throw new Error('subspace iteration found no further direction');
      for (let at = 0; at < vector.length; at += 1) vector[at] = random.normal();
    }
  });
}

function largestResidual(vectors: Float64Array[], images: Float64Array[], values: Float64Array, wanted: number): number {
  let largest = 0;
  for (let index = 0; index < wanted; index += 1) {
    let sum = 0;
    for (let at = 0; at < vectors[index]!.length; at += 1) sum += (images[index]![at]! - values[index]! * vectors[index]![at]!) ** 2;
    largest = Math.max(largest, Math.sqrt(sum));
  }
  return largest;
}

/** Row i of the result: Σ_j weights[i, j] · block[j]. */
function combine(block: Float64Array[], weights: Float64Array): Float64Array[] {
  return block.map((first, index) => {
    const sum = new Float64Array(first.length);
    block.forEach((vector, other) => subtract(sum, vector, -weights[index * block.length + other]!));
    return sum;
  });
}

function subtract(from: Float64Array, vector: Float64Array, times: number): void {
  for (let at = 0; at < from.length; at += 1) from[at]! -= times * vector[at]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += a[at]! * b[at]!;
  return sum;
}
