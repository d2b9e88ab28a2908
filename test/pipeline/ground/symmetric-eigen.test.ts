import fc from 'fast-check';
import { expect, it } from 'vitest';
import { symmetricEigen } from '../../../pipeline/ground/symmetric-eigen.ts';
import { leadingEigen } from '../../../pipeline/layout/pca/subspace.ts';
import { seeded } from '../../../pipeline/ground/random.ts';

/** Any symmetric matrix of whole numbers: many have equal or vanishing eigenvalues, which is where solvers fail. */
const symmetric = fc.integer({ min: 1, max: 9 }).chain((size) => fc.array(fc.integer({ min: -3, max: 3 }), { minLength: size * size, maxLength: size * size })
  .map((values) => Float64Array.from(values, (_, at) => values[Math.max(Math.floor(at / size), at % size) * size + Math.min(Math.floor(at / size), at % size)]!)));

it('solves A·v = λ·v with an orthonormal basis, largest first', () => {
  fc.assert(fc.property(symmetric, (matrix) => {
    const size = Math.sqrt(matrix.length);
    const before = matrix.slice();
    const { values, vectors } = symmetricEigen(matrix, size);
    expect(matrix).toEqual(before);
    for (let e = 0; e < size; e += 1) {
      const v = vectors.subarray(e * size, (e + 1) * size);
      if (e > 0) expect(values[e]!).toBeLessThanOrEqual(values[e - 1]!);
      for (let i = 0; i < size; i += 1) {
        const image = matrix.subarray(i * size, (i + 1) * size).reduce((sum, entry, at) => sum + entry * v[at]!, 0);
        expect(image).toBeCloseTo(values[e]! * v[i]!, 9);
        const other = vectors.subarray(i * size, (i + 1) * size);
        expect(v.reduce((sum, entry, at) => sum + entry * other[at]!, 0)).toBeCloseTo(i === e ? 1 : 0, 9);
      }
    }
  }));
});

it('knows the eigenvalues of a path of springs', () => {
  // Second differences with fixed ends: λ_k = 2 − 2 cos(πk / (n + 1)).
  const size = 40;
  const matrix = Float64Array.from({ length: size * size }, (_, at) => ({ 0: 2, 1: -1 })[Math.abs(Math.floor(at / size) - (at % size))] ?? 0);
  const known = Array.from({ length: size }, (_, k) => 2 - 2 * Math.cos((Math.PI * (size - k)) / (size + 1)));
  expect(Array.from(symmetricEigen(matrix, size).values)).toEqual(known.map((value) => expect.closeTo(value, 12)));
});

it('refuses a matrix that is not square', () => {
  expect(() => symmetricEigen(new Float64Array(5), 2)).toThrow('a 2 × 2 matrix holds 5 values');
});

it('finds the leading pairs by iteration, also where eigenvalues coincide', () => {
  const eigenvalues = [9, 9, 5, 1, ...Array.from({ length: 46 }, () => 0.1)];
  const { values, vectors } = leadingEigen((block) => block.map((v) => v.map((value, at) => value * eigenvalues[at]!)), 50, 3, seeded(1));
  expect(Array.from(values)).toEqual([9, 9, 5].map((value) => expect.closeTo(value, 8)));
  expect(Math.abs(vectors[2 * 50 + 2]!)).toBeCloseTo(1, 5);
  // The first two span the plane of the first two coordinates.
  for (const start of [0, 50]) expect(Math.hypot(vectors[start]!, vectors[start + 1]!)).toBeCloseTo(1, 5);
});
