import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptApart } from '../../../src/gallery/representatives.ts';

const axis = fc.float({ min: -50, max: 50, noNaN: true });
const points = fc.array(fc.tuple(axis, axis), { maxLength: 60 }).map((pairs) => ({ x: Float32Array.from(pairs, ([x]) => x), y: Float32Array.from(pairs, ([, y]) => y) }));
const inOrder = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, index) => index);

describe('keptApart', () => {
  it('keeps those that are drawn apart, to a step, and leaves nobody without one of them near', () => {
    fc.assert(fc.property(points, fc.double({ min: 0.5, max: 100, noNaN: true }), ({ x, y }, distance) => {
      const apart = keptApart(x, y, inOrder(x.length), 0.5);
      const drawn = Array.from(apart.keys()).filter((point) => apart[point]! >= distance);
      const between = (a: number, b: number): number => Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!);
      for (const one of drawn) for (const other of drawn) if (one !== other) expect(between(one, other)).toBeGreaterThanOrEqual((distance / Math.SQRT2) * 0.999);
      for (const point of apart.keys()) expect(Math.min(...drawn.map((one) => between(one, point)), Infinity)).toBeLessThanOrEqual(drawn.length > 0 ? distance * Math.SQRT2 * 1.001 : Infinity);
    }));
  });

  it('lets the earlier in the order win', () => {
    const [x, y] = [Float32Array.of(0, 1, 50), Float32Array.of(0, 0, 0)];
    expect(keptApart(x, y, Uint32Array.of(1, 0, 2), 0.5)[0]).toBeCloseTo(1);
    expect(keptApart(x, y, Uint32Array.of(0, 1, 2), 0.5)[1]).toBeCloseTo(1);
  });

  it('gives what lies in one place nothing, but for the first', () => {
    const apart = keptApart(Float32Array.of(3, 3, 3, 9), Float32Array.of(4, 4, 4, 9), inOrder(4), 0.5);
    expect(Array.from(apart.subarray(1, 3))).toEqual([0, 0]);
    expect(apart[0]).toBeGreaterThan(1);
  });

  it('sees the whole of points that lie closer together than anything is drawn apart', () => {
    const apart = keptApart(Float32Array.of(-1e-45, 0, 0, -1e-45), Float32Array.of(-1e-45, 0, 0, 1.00000008e-9), inOrder(4), 0.5);
    expect(Array.from(apart, (distance) => distance > 0.5)).toEqual([true, false, false, false]);
  });

  it('looks only at the points of the order', () => {
    expect(Array.from(keptApart(Float32Array.of(0, 1, 2), Float32Array.of(0, 0, 0), Uint32Array.of(0, 2), 0.5)).map((distance) => distance > 0)).toEqual([true, false, true]);
  });
});
