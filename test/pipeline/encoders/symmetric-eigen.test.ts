import fc from 'fast-check';
import { expect, it } from 'vitest';
import { symmetricEigen } from '../../../pipeline/encoders/symmetric-eigen.ts';

const symmetric = fc.integer({ min: 1, max: 9 }).chain((size) => fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: size * size, maxLength: size * size })
  .map((values) => ({ size, matrix: Float64Array.from(values, (_, index) => values[Math.min(index, (index % size) * size + Math.floor(index / size))]!) })));

it('turns any symmetric matrix onto orthonormal eigenvectors, largest eigenvalue first', () => {
  fc.assert(fc.property(symmetric, ({ size, matrix }) => {
    const { values, vectors } = symmetricEigen(matrix, size);
    const scale = Math.max(1, ...matrix.map(Math.abs));
    for (let i = 0; i < size; i += 1) {
      if (i > 0) expect(values[i]!).toBeLessThanOrEqual(values[i - 1]!);
      const vector = vectors.subarray(i * size, (i + 1) * size);
      for (let row = 0; row < size; row += 1) {
        const product = vector.reduce((sum, value, column) => sum + value * matrix[row * size + column]!, 0);
        expect(Math.abs(product - values[i]! * vector[row]!)).toBeLessThan(1e-10 * scale);
      }
      for (let j = 0; j <= i; j += 1) {
        const dot = vector.reduce((sum, value, column) => sum + value * vectors[j * size + column]!, 0);
        expect(Math.abs(dot - (i === j ? 1 : 0))).toBeLessThan(1e-10);
      }
      expect(Math.max(...vector)).toBeGreaterThanOrEqual(-Math.min(...vector) - 1e-12);
    }
  }));
});
