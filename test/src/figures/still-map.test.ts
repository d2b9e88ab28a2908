import { describe, expect, it } from 'vitest';
import { partOfMap, wholeMap } from '../../../src/figures/still-map.ts';
import { smallItem, smallItems, smallLayout } from '../support/small-gallery.ts';

// Sixty-four items on a square, some wide, some tall.
const list = Array.from({ length: 64 }, (_, index) => smallItem(index, index % 3 === 0 ? { width: 50, height: 50 } : { width: 120, height: 60 }));
const x = list.map((_, index) => (index % 8) * (10 / 7));
const y = list.map((_, index) => Math.floor(index / 8) * (10 / 7));
const items = smallItems(list, {}, { x, y });
const layout = smallLayout();
const view = { width: 600, height: 400 };

describe('wholeMap', () => {
  const placed = wholeMap(items, layout, view, 40);

  it('shows every item inside the view', () => {
    expect(placed).toHaveLength(64);
    for (const place of placed) {
      expect(place.x).toBeGreaterThan(0);
      expect(place.x).toBeLessThan(view.width);
      expect(place.y).toBeGreaterThan(0);
      expect(place.y).toBeLessThan(view.height);
    }
  });

  it('gives every picture the same area in its own proportions', () => {
    const areas = placed.map((place) => place.width * place.height);
    expect(Math.max(...areas) / Math.min(...areas)).toBeCloseTo(1, 6);
    for (const place of placed) expect(place.width / place.height).toBeCloseTo(place.item.width / place.item.height, 6);
  });
});

describe('partOfMap', () => {
  const near = [28, 26, 19, 35, 20, 34];
  const placed = partOfMap(items, layout, view, 27, near, 30);

  it('holds the item and its nearest, larger than the others', () => {
    const indices = placed.map((place) => place.item.index);
    for (const index of [27, ...near]) expect(indices).toContain(index);
    const area = (index: number): number => { const place = placed.find((one) => one.item.index === index)!; return place.width * place.height; };
    const others = placed.filter((place) => place.item.index !== 27 && !near.includes(place.item.index));
    expect(others.length).toBeGreaterThan(0);
    expect(area(27)).toBeGreaterThan(area(28));
    expect(area(28)).toBeGreaterThan(others[0]!.width * others[0]!.height);
  });

  it('lets none of the seven hide another', () => {
    const seven = placed.filter((place) => place.item.index === 27 || near.includes(place.item.index));
    for (const a of seven) {
      for (const b of seven) {
        if (a === b) continue;
        const apart = Math.abs(a.x - b.x) >= (a.width + b.width) / 2 - 1 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2 - 1;
        expect(apart).toBe(true);
      }
    }
  });

  it('keeps the item in sight where its nearest lie too far off to be shown with it', () => {
    const many = Array.from({ length: 400 }, (_, index) => smallItem(index, { width: 60, height: 60 }));
    const far = many.map((_, index) => (index < 200 ? index / 200 : 9 + index / 400));
    const spread = smallItems(many, {}, { x: far, y: far });
    const part = partOfMap(spread, layout, { width: 350, height: 320 }, 0, [399, 398, 397], 33);
    const chosen = part.find((place) => place.item.index === 0);
    expect(chosen).toBeDefined();
    expect(Math.abs(chosen!.x - 175)).toBeLessThan(175);
    expect(Math.abs(chosen!.y - 160)).toBeLessThan(160);
  });
});
