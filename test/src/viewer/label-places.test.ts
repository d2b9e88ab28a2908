import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeLabels } from '../../../src/viewer/label-places.ts';

const box = fc.record({ x: fc.integer({ min: -200, max: 600 }), y: fc.integer({ min: -200, max: 600 }), width: fc.integer({ min: 20, max: 120 }), height: fc.constant(20) });

describe('places of labels', () => {
  it('never lets two cover each other, and leaves out only what is covered', () => {
    fc.assert(fc.property(fc.array(box, { maxLength: 30 }), (boxes) => {
      const shown = placeLabels(boxes, 4);
      const covers = (a: number, b: number): boolean => Math.abs(boxes[a]!.x - boxes[b]!.x) < (boxes[a]!.width + boxes[b]!.width) / 2 + 4 && Math.abs(boxes[a]!.y - boxes[b]!.y) < 24;
      for (const one of shown) for (const other of shown) if (one !== other) expect(covers(one, other)).toBe(false);
      boxes.forEach((_, place) => expect(shown.includes(place) || shown.some((other) => other < place && covers(place, other))).toBe(true));
    }));
  });

  it('shows more of them as places part', () => {
    const at = (zoom: number) => Array.from({ length: 12 }, (_, place) => ({ x: place * 15 * zoom, y: 0, width: 60, height: 20 }));
    expect(placeLabels(at(1), 4).length).toBeLessThan(placeLabels(at(3), 4).length);
    expect(placeLabels(at(9), 4, 5)).toEqual([0, 1, 2, 3, 4]);
  });
});
