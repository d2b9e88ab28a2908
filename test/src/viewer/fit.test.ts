import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/gallery/steps.ts';
import { densest, fitGrid, fitMap, MOST_ASIDE, MOST_STRETCH, stretched } from '../../../src/viewer/fit.ts';
import { seeded } from '../../../pipeline/ground/random.ts';
import { growthOf } from '../../../src/viewer/places.ts';
import { settle } from '../../../src/viewer/settle.ts';
import { placesAt } from './support.ts';

const lengths = fc.double({ min: 1, max: 2000, noNaN: true });
const boxes = fc.array(fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 500 }), ratio: fc.double({ min: 0.7, max: 2.5, noNaN: true }) }), { minLength: 1, maxLength: 60 });

const inOrder = (count: number) => ({ order: Uint32Array.from({ length: count }, (_, index) => index), isOwnOrder: false });

describe('fit', () => {
  it('fills one side of the room and stretches the other by no more than allowed', () => {
    fc.assert(fc.property(lengths, lengths, lengths, lengths, (width, height, roomWidth, roomHeight) => {
      const scale = stretched({ width, height }, { width: roomWidth, height: roomHeight });
      expect(Math.max(scale.x / scale.y, scale.y / scale.x)).toBeLessThanOrEqual(MOST_STRETCH + 1e-9);
      expect(width * scale.x).toBeLessThanOrEqual(roomWidth * (1 + 1e-9));
      expect(height * scale.y).toBeLessThanOrEqual(roomHeight * (1 + 1e-9));
      expect(Math.max((width * scale.x) / roomWidth, (height * scale.y) / roomHeight)).toBeCloseTo(1, 6);
    }));
  });

  it('gives every picture of a map the same area and keeps it on the stage', () => {
    fc.assert(fc.property(boxes, (list) => {
      const stage = { width: 900, height: 600 };
      const places = finish(fitMap({
        x: Float32Array.from(list, ({ x }) => x), y: Float32Array.from(list, ({ y }) => y), box: { width: 800, height: 500 }, ratios: Float32Array.from(list, ({ ratio }) => ratio), ...inOrder(list.length),
      }, stage));
      const area = places.width[0]! * places.height[0]!;
      list.forEach(({ ratio }, index) => {
        expect(places.width[index]! * places.height[index]!).toBeCloseTo(area, 1);
        expect(places.width[index]! / places.height[index]!).toBeCloseTo(ratio, 4);
        const [x, y] = [places.x[index]! + places.aside.x[index]!, places.y[index]! + places.aside.y[index]!];
        expect(x - places.width[index]! / 2).toBeGreaterThanOrEqual(-0.001);
        expect(x + places.width[index]! / 2).toBeLessThanOrEqual(stage.width + 0.001);
        expect(y - places.height[index]! / 2).toBeGreaterThanOrEqual(-0.001);
        expect(y + places.height[index]! / 2).toBeLessThanOrEqual(stage.height + 0.001);
      });
    }), { numRuns: 40 });
  });

  it('keeps pictures of a crowded corner on the stage, though each round moves others aside', () => {
    const places = finish(fitMap({
      x: Float32Array.of(780, 658, 771, 616, 0), y: Float32Array.of(127, 0, 115, 0, 0), box: { width: 800, height: 500 }, ratios: Float32Array.of(1.3237969279289246, 1.293555200099945, 0.7, 0.9814721047878265, 1.0800505280494692), ...inOrder(5),
    }, { width: 900, height: 600 }));
    places.x.forEach((x, index) => expect(x + places.aside.x[index]! + places.width[index]! / 2).toBeLessThanOrEqual(900.001));
  });

  it('contains every picture in its cell of the grid', () => {
    const ratios = Float32Array.from([1, 1.5, 2.5, 0.82]);
    const places = finish(fitGrid({ x: Float32Array.from([0, 1, 0, 1]), y: Float32Array.from([0, 0, 1, 1]), box: { width: 1, height: 1 }, ratios, ...inOrder(4) }, 2, 2, { width: 390, height: 660 }));
    const [cellWidth, cellHeight] = [places.x[1]! - places.x[0]!, places.y[2]! - places.y[0]!];
    ratios.forEach((ratio, index) => {
      expect(places.width[index]! / places.height[index]!).toBeCloseTo(ratio, 4);
      expect(places.width[index]!).toBeLessThan(cellWidth);
      expect(places.height[index]!).toBeLessThan(cellHeight);
    });
  });

  it('lets representatives stand where pictures would be specks, and brings everyone in at the deepest zoom', () => {
    const random = seeded(1, 'fit');
    const count = 4000;
    const axis = () => Float32Array.from({ length: count }, () => random.uniform());
    const source = { x: axis(), y: axis(), box: { width: 1, height: 1 }, ratios: new Float32Array(count).fill(1.5), ...inOrder(count) };
    const stage = { width: 390, height: 650 };
    const grid = { ...source, x: source.x.map((_, item) => item % 50), y: source.y.map((_, item) => Math.floor(item / 50)), box: { width: 49, height: 79 } };
    for (const places of [finish(fitMap(source, stage)), finish(fitGrid(grid, 50, 80, stage))]) {
      const sideAt = (zoom: number): number => Math.sqrt(places.width[0]! * places.height[0]!) * growthOf(places, zoom);
      expect(sideAt(1)).toBeGreaterThan(10);
      const drawn = (zoom: number): number[] => Array.from(places.appears.keys()).filter((item) => places.appears[item]! <= zoom);
      expect(drawn(1).length).toBeGreaterThan(100);
      expect(drawn(1).length).toBeLessThan(count);
      expect(drawn(2).length).toBeGreaterThan(drawn(1).length);
      expect(drawn(places.deepest)).toHaveLength(count);
    }
  });

  it('draws all of a small collection from the start', () => {
    const places = finish(fitMap({ x: Float32Array.of(0, 1, 2), y: Float32Array.of(0, 1, 0), box: { width: 2, height: 1 }, ratios: new Float32Array(3).fill(1), ...inOrder(3) }, { width: 390, height: 650 }));
    expect([...places.appears]).toEqual([0, 0, 0]);
  });

  it('finds the densest part', () => {
    const places = placesAt([[100, 100], [700, 500], [710, 510], [690, 505], [400, 300]]);
    const place = densest(places, { width: 800, height: 600 }, 4);
    expect(Math.hypot(place.x - 700, place.y - 505)).toBeLessThan(30);
  });
});

describe('settle', () => {
  const settled = (list: { x: number; y: number; width: number; height: number }[], reach: number) => {
    const column = (key: 'x' | 'y' | 'width' | 'height') => Float32Array.from(list, (box) => box[key]);
    const given = { x: column('x'), y: column('y'), width: column('width'), height: column('height'), reach: Float32Array.from(list, ({ width }) => width * reach) };
    return { given, moved: settle(given, 1) };
  };

  it('moves nothing further than its reach, and the same way every time', () => {
    fc.assert(fc.property(boxes, (list) => {
      const sized = list.map(({ x, y, ratio }) => ({ x: x / 4, y: y / 4, width: 20 * ratio, height: 20 }));
      const { given, moved } = settled(sized, MOST_ASIDE);
      sized.forEach((_, index) => expect(Math.hypot(moved.x[index]!, moved.y[index]!)).toBeLessThanOrEqual(given.reach[index]! * 1.001 + 1e-3));
      expect(settled(sized, MOST_ASIDE).moved).toEqual(moved);
    }));
  });

  it('fans out pictures in the very same place', () => {
    const { given, moved } = settled(Array.from({ length: 3 }, () => ({ x: 50, y: 50, width: 30, height: 20 })), MOST_ASIDE);
    for (const [first, second] of [[0, 1], [0, 2], [1, 2]] as const) {
      const dx = Math.abs(given.x[first]! + moved.x[first]! - given.x[second]! - moved.x[second]!);
      const dy = Math.abs(given.y[first]! + moved.y[first]! - given.y[second]! - moved.y[second]!);
      expect(dx >= 30 || dy >= 20).toBe(true);
    }
  });

  it('leaves pictures alone that do not touch', () => {
    const { moved } = settled([{ x: 0, y: 0, width: 30, height: 20 }, { x: 60, y: 0, width: 30, height: 20 }], MOST_ASIDE);
    expect([...moved.x, ...moved.y]).toEqual([0, 0, 0, 0]);
  });
});
