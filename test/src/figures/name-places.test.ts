import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namePlaces } from '../../../src/figures/name-places.ts';

const view = { width: 200, height: 120 };
const point = fc.record({ x: fc.double({ min: 10, max: 190, noNaN: true }), y: fc.double({ min: 10, max: 110, noNaN: true }), width: fc.double({ min: 5, max: 60, noNaN: true }), height: fc.constant(12) });

describe('namePlaces', () => {
  it('lets no name cover another, or another’s point, or leave the view', () => {
    fc.assert(fc.property(fc.array(point, { maxLength: 25 }), (points) => {
      const boxes = namePlaces(points, view, 2).flatMap((place, index) => (place ? [{ ...place, index, right: place.x + points[index]!.width, bottom: place.y + 12 }] : []));
      for (const box of boxes) {
        expect(box.x >= 0 && box.y >= 0 && box.right <= view.width && box.bottom <= view.height).toBe(true);
        expect(points.filter((other, at) => at !== box.index && other.x > box.x && other.x < box.right && other.y > box.y && other.y < box.bottom)).toEqual([]);
        expect(boxes.filter((other) => other !== box && other.x < box.right && box.x < other.right && other.y < box.bottom && box.y < other.bottom)).toEqual([]);
      }
    }));
  });

  it('writes at the right where there is room, at the left beside the edge, and lets the first choose', () => {
    const [alone, edge] = namePlaces([{ x: 50, y: 50, width: 40, height: 12 }, { x: 190, y: 20, width: 40, height: 12 }], view, 2);
    expect(alone).toEqual({ x: 55, y: 44 });
    expect(edge!.x + 40).toBeLessThan(190);
    const [first, second] = namePlaces([{ x: 50, y: 50, width: 40, height: 12 }, { x: 52, y: 80, width: 40, height: 12 }, { x: 100, y: 50, width: 190, height: 12 }], view, 2).slice(1);
    expect([first !== null, second]).toEqual([true, null]);
  });
});
