import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, Descent, paddedCount } from '../../../../pipeline/layout/tsne/descent.ts';
import { exactRepulsion } from '../../../../pipeline/layout/tsne/exact.ts';
import { seeded } from '../../../../pipeline/ground/random.ts';
import { plainPush } from './plain/push.ts';
import { gridFor, interpolatedRepulsion, transformable } from '../../../../pipeline/layout/tsne/interpolated.ts';
import { workshop } from './workshop.ts';

/** The sum of all arrays of forces, interleaved. */
function summed(repulsion: { forces: Float32Array; arrays: number }, points: number): Float64Array {
  const padded = paddedCount(points);
  return Float64Array.from({ length: 2 * points }, (_, at) => {
    let sum = 0;
    for (let array = 0; array < repulsion.arrays; array += 1) sum += repulsion.forces[(2 * array + (at % 2)) * padded + (at >> 1)]!;
    return sum;
  });
}

async function pushed(by: typeof exactRepulsion, map: Float64Array, threads = 1): Promise<{ forces: Float64Array; z: number }> {
  const points = map.length / 2;
  const { team, memory } = await workshop(threads);
  const repulsion = by({ team, memory }, points);
  const room = Descent.room(memory, points);
  room.set(map);
  const z = repulsion.push(room, boundsOf(map));
  return { forces: summed(repulsion, points), z };
}

const mapOf = (points: number, width: number, seed: number): Float64Array => {
  const random = seeded(seed);
  return Float64Array.from(Float32Array.from({ length: 2 * points }, () => width * random.normal()));
};

describe('exactRepulsion', () => {
  it('equals the plain sum over pairs, for any number of points', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 3, max: 90 }), fc.constantFrom(1e-4, 1, 30), fc.nat(), async (points, width, seed) => {
      const map = mapOf(points, width, seed);
      const { forces, z } = await pushed(exactRepulsion, map);
      const plain = plainPush(map);
      expect(Math.abs(z / plain.z - 1)).toBeLessThan(1e-5);
      const scale = Math.max(...plain.forces.map(Math.abs));
      forces.forEach((force, at) => expect(Math.abs(force - plain.forces[at]!)).toBeLessThan(1e-5 * scale + 1e-30));
    }), { numRuns: 40 });
  });

  it('is the same to the bit on two threads', async () => {
    const map = mapOf(1001, 5, 3);
    expect(await pushed(exactRepulsion, map, 2)).toEqual(await pushed(exactRepulsion, map, 1));
  });
});

/** Root of the mean squared difference, as a share of the root of the mean square. */
function relativeError(values: Float64Array, truth: Float64Array): number {
  const squares = (of: Float64Array): number => of.reduce((sum, value) => sum + value * value, 0);
  return Math.sqrt(squares(values.map((value, at) => value - truth[at]!)) / squares(truth));
}

describe('interpolatedRepulsion', () => {
  // Spans of 0.01 to some 300 units, so that transforms of many lengths are used, with every radix.
  it.each([[3, 0.002], [50, 1], [200, 3], [700, 8], [1500, 20], [1500, 45]])('is near the plain sum over pairs: %i points, width %f', async (points, width) => {
    const map = mapOf(points, width, points);
    const { forces, z } = await pushed(interpolatedRepulsion, map);
    const plain = plainPush(map);
    expect(Math.abs(z / plain.z - 1)).toBeLessThan(2e-3);
    // Forces between points nearly in one place are far smaller than the potential they are read from.
    if (width >= 1) expect(relativeError(forces, plain.forces)).toBeLessThan(0.01);
  });

  it('follows a map that grows and shrinks, and does not depend on where it was before', async () => {
    const bench = await workshop();
    const repulsion = interpolatedRepulsion(bench, 300);
    const room = Descent.room(bench.memory, 300);
    for (const width of [0.5, 30, 2, 90, 0.5]) {
      const map = mapOf(300, width, 7);
      room.set(map);
      const z = repulsion.push(room, boundsOf(map));
      const alone = await pushed(interpolatedRepulsion, map);
      expect(z).toBe(alone.z);
      expect(summed(repulsion, 300)).toEqual(alone.forces);
    }
  });

  it('is the same to the bit on several threads', async () => {
    const map = mapOf(3001, 15, 3);
    const one = await pushed(interpolatedRepulsion, map, 1);
    expect(await pushed(interpolatedRepulsion, map, 2)).toEqual(one);
    expect(await pushed(interpolatedRepulsion, map, 3)).toEqual(one);
  });
});

it('chooses grids whose transforms are fast, and wider ones for maps that are too wide', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 3000 }), (atLeast) => {
    const side = transformable(atLeast);
    expect(side).toBeGreaterThanOrEqual(atLeast);
    expect([1, 3, 5, 9, 15, 25, 27, 45].some((odd) => Number.isInteger(Math.log2(side / odd)) && side / odd >= 2)).toBe(true);
  }));
  expect(gridFor({ lowX: 0, highX: 100, lowY: 0, highY: 3 })).toEqual({ side: 320, spacing: 1 / 3 });
  const wide = gridFor({ lowX: 0, highX: 5000, lowY: 0, highY: 3 });
  expect(wide.side).toBe(2048);
  expect(wide.spacing * (2048 - 7)).toBeGreaterThanOrEqual(5000);
});
