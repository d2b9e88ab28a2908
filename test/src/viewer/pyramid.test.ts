import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/gallery/steps.ts';
import { APPEARING, emptyPlaces, growthOf, presence, type Places } from '../../../src/viewer/places.ts';
import { appearances, latticeOrder, thinOut } from '../../../src/viewer/pyramid.ts';
import { collectVisible, createItemList, drawingOrder } from '../../../src/viewer/visible.ts';
import { placesAt } from './support.ts';

const axis = fc.float({ min: 0, max: 500, noNaN: true });
const crowds = fc.array(fc.tuple(axis, axis), { minLength: 1, maxLength: 50 });
const all = (places: Places): Uint32Array => Uint32Array.from(places.x.keys());

describe('growth', () => {
  it('goes with a power of the zoom between the least and the most, and with the zoom below the whole', () => {
    const places = { ...emptyPlaces(0, 0.5), least: 1.5, most: 4 };
    expect([0.5, 1, 2.25, 9, 100].map((zoom) => growthOf(places, zoom))).toEqual([0.75, 1.5, 1.5, 3, 4]);
  });

  it('lets a picture grow when it appears', () => {
    expect([1.99, 2, 2 * APPEARING, 9].map((zoom) => presence(2, zoom))).toEqual([0, 0.5, 1, 1]);
    expect(presence(0, 0.5)).toBe(1);
  });
});

describe('the pyramid', () => {
  it('never draws two pictures on each other before the deepest zoom', () => {
    fc.assert(fc.property(crowds, fc.constantFrom({ exponent: 0.5, least: 0, most: 5 }, { exponent: 0.5, least: 0, most: Infinity }, { exponent: 1, least: 4, most: Infinity }), fc.double({ min: 1, max: 60, noNaN: true }), (points, growth, zoom) => {
      const places = { ...placesAt(points, 20), ...growth, deepest: 1e6 };
      const appears = finish(appearances(places, all(places)));
      const side = 20 * Math.sqrt(1.5) * growthOf(places, zoom);
      // In a grid that grows with the zoom what is too close stays so.
      const drawn = points.filter((_, item) => appears[item]! <= zoom);
      for (const [place, one] of drawn.entries()) {
        for (const other of drawn.slice(place + 1)) expect(Math.hypot(one[0] - other[0], one[1] - other[1]) * zoom).toBeGreaterThan(side * 0.6);
      }
    }));
  });

  it('has everyone at the deepest zoom', () => {
    const places = placesAt([[5, 5], [5, 5], [5, 5.01], [90, 5]]);
    finish(thinOut(places, all(places)));
    expect(places.appears.every((zoom) => zoom <= places.deepest)).toBe(true);
  });

  it('leaves out what is not asked for', () => {
    const places = placesAt([[0, 0], [500, 0], [900, 0]]);
    expect([...finish(appearances(places, Uint32Array.of(0, 2)))]).toEqual([0, Infinity, 0]);
  });

  it('thins a grid out to a coarser grid', () => {
    const cells = Array.from({ length: 64 }, (_, at) => [at % 8, Math.floor(at / 8)] as const);
    expect(Array.from(latticeOrder(cells.map(([column]) => column), cells.map(([, row]) => row)).subarray(0, 4))).toEqual([0, 4, 32, 36]);
  });
});

describe('what is visible', () => {
  const stage = { width: 100, height: 100 };
  const seen = (places: Places, from: Places | null, camera: { x: number; y: number; zoom: number }, elapsed = 0): number[] => {
    const list = createItemList(places.x.length);
    const move = from && { from, delays: new Float32Array(places.x.length), timing: { duration: 100, stagger: 0, ease: (share: number) => share }, elapsed };
    collectVisible(all(places), move, places, camera, stage, list);
    return Array.from(list.items.subarray(0, list.length));
  };

  it('lies on the stage, its edge at least, and has appeared', () => {
    const places = { ...placesAt([[50, 50], [-10, 50], [-40, 50], [50, 60]]), appears: Float32Array.of(0, 0, 0, 3) };
    expect(seen(places, null, { x: 50, y: 50, zoom: 1 })).toEqual([0, 1]);
    expect(seen(places, null, { x: 50, y: 50, zoom: 4 })).toEqual([0, 3]);
  });

  it('may be on its way across', () => {
    expect(seen(placesAt([[300, 50], [300, 50]]), placesAt([[-200, 50], [400, 50]]), { x: 50, y: 50, zoom: 1 })).toEqual([0]);
  });

  it('is never more on the way than at its ends', () => {
    const former = { ...placesAt([[50, 50], [50, 50]]), appears: Float32Array.of(0, 8) };
    const next = { ...placesAt([[50, 50], [50, 50]]), appears: Float32Array.of(8, 0) };
    expect([10, 40, 60, 90].map((elapsed) => seen(next, former, { x: 50, y: 50, zoom: 1 }, elapsed))).toEqual([[0], [0], [1], [1]]);
  });

  it('has representatives on top', () => {
    const places = { ...placesAt([[0, 0], [1, 1], [2, 2]]), appears: Float32Array.of(0, 9, 4) };
    expect([...drawingOrder(places, all(places))]).toEqual([1, 2, 0]);
  });
});
