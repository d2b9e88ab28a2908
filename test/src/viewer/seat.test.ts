import fc from 'fast-check';
import { expect, it } from 'vitest';
import { extentOf, fromSeat, toSeat } from '../../../src/viewer/seat.ts';
import { placesAt } from './support.ts';

it('shows the same pictures on a stage of another size', () => {
  const small = extentOf(placesAt([[10, 20], [110, 70]]));
  const large = extentOf(placesAt([[100, 0], [900, 400]]));
  const seat = toSeat({ x: 60, y: 45, zoom: 3 }, small);
  expect(seat).toEqual({ x: 0.5, y: 0.5, zoom: 3 });
  expect(fromSeat(seat, large)).toEqual({ x: 500, y: 200, zoom: 3 });
});

it('comes back to within a pixel', () => {
  const extent = extentOf(placesAt([[0, 0], [1400, 800]]));
  fc.assert(fc.property(fc.double({ min: 0, max: 1400, noNaN: true }), fc.double({ min: 0, max: 800, noNaN: true }), (x, y) => {
    const back = fromSeat(toSeat({ x, y, zoom: 2 }, extent), extent);
    expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(0.2);
  }));
});
