import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CELL_MARGIN, cellPlace, pictureInCell } from '../../../src/gallery/atlas.ts';

const size = fc.integer({ min: 1, max: 5000 });
const cell = fc.integer({ min: 8, max: 256 });

describe('pictureInCell', () => {
  it('fills the cell up to its margin along the longer side', () => {
    expect(pictureInCell(300, 200, 64)).toEqual({ width: 62, height: 41, left: 1, top: 11 });
    expect(pictureInCell(200, 300, 64)).toEqual({ width: 41, height: 62, left: 11, top: 1 });
    expect(pictureInCell(10, 10, 64)).toEqual({ width: 62, height: 62, left: 1, top: 1 });
  });

  it('stays inside the margin, centred to the pixel, in proportion to the pixel', () => {
    fc.assert(fc.property(size, size, cell, (width, height, side) => {
      const inside = pictureInCell(width, height, side);
      const room = side - 2 * CELL_MARGIN;
      expect(Math.max(inside.width, inside.height)).toBe(room);
      for (const [at, length] of [[inside.left, inside.width], [inside.top, inside.height]] as const) {
        expect(at).toBeGreaterThanOrEqual(CELL_MARGIN);
        expect(at + length).toBeLessThanOrEqual(side - CELL_MARGIN);
        expect(Math.abs(at - (side - at - length))).toBeLessThanOrEqual(1);
      }
      const [longer, shorter] = width >= height ? [inside.width, inside.height] : [inside.height, inside.width];
      const exact = (longer * Math.min(width, height)) / Math.max(width, height);
      expect(Math.abs(shorter - Math.max(1, exact))).toBeLessThanOrEqual(0.5 + 1e-9);
    }));
  });

  it('keeps a pixel of the thinnest picture', () => {
    expect(pictureInCell(5000, 1, 32)).toMatchObject({ width: 30, height: 1 });
  });
});

describe('cellPlace', () => {
  it('goes along rows, then down, then to the next page', () => {
    const shape = { cell: 32, columns: 3, rows: 2 };
    expect([0, 1, 3, 5, 6, 13].map((index) => cellPlace(index, shape))).toEqual([
      { page: 0, left: 0, top: 0 }, { page: 0, left: 32, top: 0 }, { page: 0, left: 0, top: 32 },
      { page: 0, left: 64, top: 32 }, { page: 1, left: 0, top: 0 }, { page: 2, left: 32, top: 0 },
    ]);
  });

  it('gives every index a place of its own on its page', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), cell, (columns, rows, side) => {
      const places = Array.from({ length: 3 * columns * rows }, (_, index) => cellPlace(index, { cell: side, columns, rows }));
      expect(new Set(places.map((place) => `${place.page} ${place.left} ${place.top}`)).size).toBe(places.length);
      for (const { page, left, top } of places) {
        expect(page).toBeLessThan(3);
        expect(left + side).toBeLessThanOrEqual(columns * side);
        expect(top + side).toBeLessThanOrEqual(rows * side);
      }
    }));
  });
});
