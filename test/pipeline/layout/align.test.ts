import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignTo } from '../../../pipeline/layout/align.ts';

const coordinate = fc.integer({ min: -20, max: 20 });
const map = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 12 }).map((points) => Float32Array.from(points.flat()));
const apart = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, at) => sum + (value - b[at]!) ** 2, 0);

/** Turned by an angle, mirrored first where asked, and shifted. */
function moved(points: Float32Array, angle: number, mirror: boolean, shift: number): Float32Array {
  return points.map((_, at) => {
    const x = points[at - (at % 2)]!;
    const y = points[at - (at % 2) + 1]! * (mirror ? -1 : 1);
    return shift + (at % 2 === 0 ? Math.cos(angle) * x - Math.sin(angle) * y : Math.sin(angle) * x + Math.cos(angle) * y);
  });
}

describe('alignTo', () => {
  it('undoes every turn, mirror image and shift', () => {
    fc.assert(fc.property(map, fc.double({ min: -7, max: 7, noNaN: true }), fc.boolean(), coordinate, (points, angle, mirror, shift) => {
      expect(apart(alignTo(points, moved(points, angle, mirror, shift)), points)).toBeLessThan(1e-6 * points.length);
    }));
  });

  it('is at least as near as any other turn or mirror image about the same centre', () => {
    const pair = fc.integer({ min: 2, max: 8 }).chain((count) => fc.tuple(
      ...[0, 1].map(() => fc.array(coordinate, { minLength: 2 * count, maxLength: 2 * count }).map((values) => Float32Array.from(values))),
    ));
    fc.assert(fc.property(pair, fc.double({ min: -4, max: 4, noNaN: true }), fc.boolean(), ([reference, moving], angle, mirror) => {
      const best = alignTo(reference!, moving!);
      const centre = [0, 1].map((axis) => reference!.reduce((sum, value, at) => sum + (at % 2 === axis ? value : 0), 0) / (reference!.length / 2));
      const about = best.map((value, at) => value - centre[at % 2]!);
      const other = moved(about, angle, mirror, 0).map((value, at) => value + centre[at % 2]!);
      expect(apart(best, reference!)).toBeLessThanOrEqual(apart(other, reference!) + 1e-2);
    }));
  });

  it('keeps distances: nothing is stretched', () => {
    const moving = Float32Array.from([0, 0, 3, 4, 6, 0]);
    const aligned = alignTo(Float32Array.from([0, 0, 30, 1, 7, 9]), moving);
    expect(Math.hypot(aligned[2]! - aligned[0]!, aligned[3]! - aligned[1]!)).toBeCloseTo(5, 5);
    expect(Math.hypot(aligned[4]! - aligned[0]!, aligned[5]! - aligned[1]!)).toBeCloseTo(6, 5);
  });

  it('only shifts where no turn is better, and takes empty maps', () => {
    expect(Array.from(alignTo(Float32Array.from([5, 5, 5, 5]), Float32Array.from([0, 0, 2, 0])))).toEqual([4, 5, 6, 5]);
    expect(alignTo(new Float32Array(0), new Float32Array(0))).toHaveLength(0);
    expect(() => alignTo(new Float32Array(2), new Float32Array(4))).toThrow('4 coordinates cannot be laid onto 2');
  });
});
