import { describe, expect, it } from 'vitest';
import { levelsOf } from '../../../src/viewer/levels.ts';
import type { ItemList } from '../../../src/viewer/visible.ts';
import { createWants, type Seen } from '../../../src/viewer/wants.ts';
import { smallItem, smallManifest } from '../support/small-gallery.ts';
import { placesAt } from './support.ts';

const atlas = (level: number, cell: number, side: number, pages: number, order: 'spread' | 'near') =>
  ({ level, cell, columns: side, rows: side, order, pages: Array.from({ length: pages }, (_, page) => `atlas/${level}-${page}.webp`) });
// Nine items to a small page, four to a sharp one.
const items = Array.from({ length: 12 }, (_, index) => smallItem(index, { spread: 11 - index, near: index }));
const levels = levelsOf(smallManifest({ atlases: [atlas(0, 16, 3, 2, 'spread'), atlas(1, 64, 2, 3, 'near')] }), items);
const listOf = (...indices: number[]): ItemList => ({ items: Uint32Array.from([...indices, 0, 0, 0]), length: indices.length });
const everything = listOf(...items.keys());
// Pictures of 15 × 10 pixels at zoom 1, which grow with the zoom.
const seen = (more: Partial<Seen> = {}): Seen => ({ lists: [everything], places: placesAt(items.map(() => [0, 0]), 10, 1), zoom: 1, density: 1, still: true, ...more });

describe('the pages that a frame wants', () => {
  it('are those of the first level with what is seen, counted', () => {
    const wants = createWants(levels, 3);
    expect(wants(seen())).toEqual([{ level: 0, page: 0, pictures: 9 }, { level: 0, page: 1, pictures: 3 }]);
    expect(wants(seen({ lists: [listOf(0, 1)] }))).toEqual([{ level: 0, page: 1, pictures: 2 }]);
    expect(wants(seen({ lists: [listOf()] }))).toEqual([]);
  });

  it('are sharper ones too where pictures are drawn larger', () => {
    const wants = createWants(levels, 3);
    expect(wants(seen({ lists: [listOf(2, 3, 4)], zoom: 4 }))).toEqual([
      { level: 0, page: 0, pictures: 2 }, { level: 0, page: 1, pictures: 1 }, { level: 1, page: 0, pictures: 2 }, { level: 1, page: 1, pictures: 1 },
    ]);
  });

  it('are sharper ones on a screen with more pixels', () => {
    const wants = createWants(levels, 3);
    const levelsAt = (density: number): number[] => wants(seen({ lists: [listOf(11)], density })).map(({ level }) => level);
    expect(levelsAt(1)).toEqual([0]);
    expect(levelsAt(3)).toEqual([0, 1]);
  });

  it('wait for the sharper ones while the view moves', () => {
    expect(createWants(levels, 3)(seen({ zoom: 4, still: false })).every(({ level }) => level === 0)).toBe(true);
  });

  it('are none of the sharper ones where far more are seen than fit', () => {
    const sharpOnes = (mostSharp: number): number => createWants(levels, mostSharp)(seen({ zoom: 4 })).filter(({ level }) => level === 1).length;
    expect([3, 2, 1, 0].map(sharpOnes)).toEqual([3, 3, 0, 0]);
  });

  it('are as sharp as what stands in front needs', () => {
    const places = seen().places;
    places.width[5] = 60;
    const front = createWants(levels, 3)(seen({ lists: [listOf(0, 1), listOf(5)], places }));
    expect(front.filter(({ level }) => level === 1)).toEqual([{ level: 1, page: 0, pictures: 2 }, { level: 1, page: 1, pictures: 1 }]);
    expect(createWants(levels, 3)(seen({ lists: [listOf(5), listOf()], places })).every(({ level }) => level === 0)).toBe(true);
  });

  it('are none where the gallery has no atlas', () => {
    expect(createWants([], 0)(seen())).toEqual([]);
  });
});
