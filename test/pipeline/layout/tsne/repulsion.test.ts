import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, Descent, paddedCount } from '../../../../pipeline/layout/tsne/descent.ts';
import { exactRepulsion } from '../../../../pipeline/layout/tsne/exact.ts';
import { seeded } from '../../../../pipeline/random.ts';
import { plainPush } from './plain/push.ts';
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

async function pushed(map: Float64Array, threads = 1): Promise<{ forces: Float64Array; z: number }> {
  const points = map.length / 2;
  const { team, memory } = await workshop(threads);
  const repulsion = exactRepulsion({ team, memory }, points);
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
      const { forces, z } = await pushed(map);
      const plain = plainPush(map);
      expect(Math.abs(z / plain.z - 1)).toBeLessThan(1e-5);
      const scale = Math.max(...plain.forces.map(Math.abs));
      forces.forEach((force, at) => expect(Math.abs(force - plain.forces[at]!)).toBeLessThan(1e-5 * scale + 1e-30));
    }), { numRuns: 40 });
  });

  it('is the same to the bit on two threads', async () => {
    const map = mapOf(1001, 5, 3);
    expect(await pushed(map, 2)).toEqual(await pushed(map, 1));
  });
});
