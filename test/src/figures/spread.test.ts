import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread, type Box } from '../../../src/figures/spread.ts';

const overlaps = (boxes: readonly Box[], places: readonly { x: number; y: number }[]): number => {
  let area = 0;
  for (let a = 0; a < boxes.length; a += 1) {
    for (let b = a + 1; b < boxes.length; b += 1) {
      const across = (boxes[a]!.width + boxes[b]!.width) / 2 - Math.abs(places[a]!.x - places[b]!.x);
      const down = (boxes[a]!.height + boxes[b]!.height) / 2 - Math.abs(places[a]!.y - places[b]!.y);
      if (across > 1e-6 && down > 1e-6) area += across * down;
    }
  }
  return area;
};

const number = fc.double({ min: 0, max: 100, noNaN: true });
const box = fc.record({ x: number, y: number, width: fc.constant(12), height: fc.constant(8), reach: fc.constantFrom(0, 6, 16) });

describe('spread', () => {
  it('moves no box further than its reach', () => {
    fc.assert(fc.property(fc.array(box, { maxLength: 12 }), (boxes) => {
      const places = spread(boxes, 1);
      boxes.forEach((own, index) => expect(Math.hypot(places[index]!.x - own.x, places[index]!.y - own.y)).toBeLessThanOrEqual(own.reach + 1e-6));
    }));
  });

  it('leaves boxes that do not touch where they are', () => {
    const boxes = [0, 1, 2].map((index) => ({ x: index * 20, y: 0, width: 12, height: 8, reach: 10 }));
    expect(spread(boxes, 2)).toEqual(boxes.map(({ x, y }) => ({ x, y })));
  });

  it('fans out identical pictures until none covers another', () => {
    const boxes = Array.from({ length: 5 }, () => ({ x: 50, y: 50, width: 12, height: 8, reach: 40 }));
    expect(overlaps(boxes, boxes)).toBeGreaterThan(0);
    expect(overlaps(boxes, spread(boxes, 1))).toBe(0);
  });

  it('keeps a box without reach and moves the other', () => {
    const [first, second] = spread([{ x: 0, y: 0, width: 12, height: 8, reach: 0 }, { x: 3, y: 0, width: 12, height: 8, reach: 30 }], 0);
    expect(first).toEqual({ x: 0, y: 0 });
    expect(Math.abs(second!.x) >= 12 - 1e-6 || Math.abs(second!.y) >= 8 - 1e-6).toBe(true);
  });
});
