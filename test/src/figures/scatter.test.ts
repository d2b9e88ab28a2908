import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { densest, dotsPath, fitted } from '../../../src/figures/scatter.ts';

/** The dots that a path draws. */
function dots(path: string): string[] {
  let [x, y] = [0, 0];
  return [...path.matchAll(/m(-?\d+) ?(-?\d+)h0/g)].map((step) => {
    x += Number(step[1]);
    y += Number(step[2]);
    return `${x} ${y}`;
  });
}

const place = fc.nat(600);

describe('dotsPath', () => {
  it('draws every place once, and nothing else', () => {
    fc.assert(fc.property(fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 60 }), (places) => {
      const points = { x: Float32Array.from(places, ([x]) => x), y: Float32Array.from(places, ([, y]) => y) };
      const drawn = dots(dotsPath(points, places.map((_, index) => index)));
      expect(drawn.toSorted()).toEqual([...new Set(places.map(([x, y]) => `${x} ${y}`))].toSorted());
    }));
  });

  it('draws only those asked for', () => {
    expect(dotsPath({ x: Float32Array.of(5, 9), y: Float32Array.of(7, 2) }, [1])).toBe('m9 2h0');
    expect(dotsPath({ x: new Float32Array(), y: new Float32Array() }, [])).toBe('');
  });
});

it('fits points into the drawing without stretching them', () => {
  const { x, y } = fitted({ x: Float32Array.of(0, 2), y: Float32Array.of(0, 1) }, { width: 2, height: 1 }, { width: 120, height: 120, margin: 10 });
  expect([...x, ...y]).toEqual([10, 110, 35, 85]);
});

it('finds where points lie densest', () => {
  const points = { x: Float32Array.of(1, 101, 103, 105, 300), y: Float32Array.of(1, 41, 43, 45, 300) };
  expect(densest(points, [0, 1, 2, 3, 4], 40)).toEqual({ x: 103, y: 43 });
  expect(densest(points, [], 40)).toBeNull();
});
