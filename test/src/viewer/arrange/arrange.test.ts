import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../../src/gallery/steps.ts';
import { groupsOf } from '../../../../src/viewer/arrange/column.ts';
import { arrangeGroups } from '../../../../src/viewer/arrange/groups.ts';
import { readingOrder } from '../../../../src/viewer/arrange/order.ts';
import { arrangeSorted } from '../../../../src/viewer/arrange/sorted.ts';
import type { Places } from '../../../../src/viewer/places.ts';
import { columnsOf } from '../columns.support.ts';

const wording = { value: String, none: 'none' };
const stages = [{ width: 1440, height: 772 }, { width: 390, height: 670 }];
const boxOf = ({ x, y, width, height }: Places, index: number) => ({ left: x[index]! - width[index]! / 2, right: x[index]! + width[index]! / 2, top: y[index]! - height[index]! / 2, bottom: y[index]! + height[index]! / 2 });

function expectApartAndInside(places: Places, stage: { width: number; height: number }): void {
  const boxes = Array.from(places.x, (_, index) => boxOf(places, index)).toSorted((a, b) => a.left - b.left);
  boxes.forEach((box, at) => {
    expect(box.left).toBeGreaterThanOrEqual(0);
    expect(box.right).toBeLessThanOrEqual(stage.width);
    expect(box.top).toBeGreaterThanOrEqual(0);
    expect(box.bottom).toBeLessThanOrEqual(stage.height);
    for (let other = at + 1; other < boxes.length && boxes[other]!.left < box.right - 1e-3; other += 1) {
      expect(boxes[other]!.top >= box.bottom - 1e-3 || boxes[other]!.bottom <= box.top + 1e-3).toBe(true);
    }
  });
}

describe('many pictures in cells', () => {
  it('are thinned out where cells are specks, and all there at the deepest zoom', () => {
    const count = 20_000;
    const ratios = new Float32Array(count).fill(1);
    const groups = [{ title: 'One', members: Array.from({ length: count / 2 }, (_, at) => at) }, { title: 'Two', members: Array.from({ length: count / 2 }, (_, at) => count / 2 + at) }];
    const stage = stages[0]!;
    const values = Float64Array.from({ length: count }, (_, at) => at);
    for (const { places } of [finish(arrangeGroups(groups, ratios, stage)), finish(arrangeSorted(values, ratios, stage, wording))]) {
      const drawn = (zoom: number): number => places.appears.filter((appears) => appears <= zoom).length;
      expect(drawn(1)).toBeGreaterThan(500);
      expect(drawn(1)).toBeLessThan(count / 2);
      expect(drawn(places.deepest)).toBe(count);
    }
  });
});

describe('groups', () => {
  it('stand apart on the stage, each under its title', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 14 });
    fc.assert(fc.property(sizes, fc.constantFrom(...stages), (list, stage) => {
      let next = 0;
      const groups = list.map((size, place) => ({ title: `group ${place}`, members: Array.from({ length: size }, () => next++) }));
      const { places, titles } = finish(arrangeGroups(groups, new Float32Array(next).fill(1.5), stage));
      expectApartAndInside(places, stage);
      expect(titles.map(({ text }) => text)).toEqual(groups.map(({ title }) => title));
      groups.forEach(({ members }, place) => {
        const title = titles[place]!;
        for (const index of members) {
          expect(boxOf(places, index).top).toBeGreaterThan(title.y);
          expect(boxOf(places, index).left).toBeGreaterThanOrEqual(title.x - 1e-3);
        }
      });
    }), { numRuns: 40 });
  });

  it('are the values of a label, then the rare ones together, then what has none', () => {
    const { labels } = columnsOf({ region: ['a', 'b', 'c', null, 'a', 'd'] });
    const order = Uint32Array.of(5, 4, 3, 2, 1, 0);
    expect(groupsOf(labels[0]!, order, 3)).toEqual([
      { title: 'a', members: [4, 0] }, { title: 'b', members: [1] }, { title: 'Others', members: [5, 2] }, { title: 'No region', members: [3] },
    ]);
    expect(groupsOf(labels[0]!, order).map(({ title }) => title)).toEqual(['a', 'b', 'c', 'd', 'No region']);
  });

  it('hold thousands of pictures', () => {
    const groups = Array.from({ length: 10 }, (_, place) => ({ title: String(place), members: Array.from({ length: 300 }, (_, index) => place * 300 + index) }));
    expectApartAndInside(finish(arrangeGroups(groups, new Float32Array(3000).fill(1), stages[0]!)).places, stages[0]!);
  });
});

describe('rows by a number', () => {
  it('are read from the greatest to the least, and end with those without a value', () => {
    const value = fc.option(fc.integer({ min: 0, max: 1e6 }), { nil: Number.NaN });
    fc.assert(fc.property(fc.array(value, { minLength: 1, maxLength: 300 }), fc.constantFrom(...stages), (list, stage) => {
      const values = Float64Array.from(list);
      const { places, titles } = finish(arrangeSorted(values, new Float32Array(list.length).fill(1.5), stage, wording));
      expectApartAndInside(places, stage);
      const read = list.map((_, index) => index).toSorted((a, b) => places.y[a]! - places.y[b]! || places.x[a]! - places.x[b]!).map((index) => list[index]!);
      const known = read.filter((one) => !Number.isNaN(one));
      expect(known).toEqual(known.toSorted((a, b) => b - a));
      expect(read.slice(known.length).every(Number.isNaN)).toBe(true);
      if (known.length > 0) expect(titles[0]!.text).toBe(String(known[0]));
      expect(titles.some(({ text }) => text === 'none')).toBe(known.length < list.length);
    }), { numRuns: 40 });
  });
});

it('reads a grid row by row', () => {
  const items = { list: new Array(4).fill(null), coordinates: () => ({ x: Float32Array.of(3, 0, 3, 0), y: Float32Array.of(2, 2, 0, 0.01) }) };
  const grid = { id: '', encoder: '', method: 'grid' as const, columns: 2, rows: 2, box: { width: 3, height: 2 }, x: '', y: '', scores: { trustworthiness: 1, continuity: 1, neighboursKept: 1 } };
  expect([...readingOrder(items, grid)]).toEqual([3, 2, 1, 0]);
  expect([...readingOrder(items, undefined)]).toEqual([0, 1, 2, 3]);
});
