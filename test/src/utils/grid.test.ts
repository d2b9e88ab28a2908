import { describe, expect, it } from 'vitest';
import { beforeAndAfter, findLayout, gridCells, gridOrder, hasGrid } from '../../../src/utils/grid.ts';
import { smallItem, smallItems, smallLayout, smallManifest } from '../support/small-gallery.ts';

// A grid of 3 × 2 with one empty cell; coordinates span the first to the last cell centre, as in the published format.
const layout = smallLayout({ id: 'a/grid-square', method: 'grid', shape: 'square', columns: 3, rows: 2, box: { width: 2, height: 1 } });
const items = smallItems([0, 1, 2, 3, 4].map((index) => smallItem(index)), {}, { x: [2, 0.001, 1, 0, 1], y: [0, 1, 1, 0, 0] });

describe('gridCells', () => {
  it('reads cells from coordinates, in reading order', () => {
    expect(gridCells(items, layout).map(({ item, column, row }) => [item.index, column, row])).toEqual([[3, 0, 0], [4, 1, 0], [0, 2, 0], [1, 0, 1], [2, 1, 1]]);
  });

  it('copes with a grid of one row', () => {
    const row = smallLayout({ method: 'grid', columns: 3, rows: 1, box: { width: 2, height: 0 } });
    const line = smallItems([0, 1].map((index) => smallItem(index)), {}, { x: [2, 0], y: [0, 0] });
    expect(gridCells(line, row).map(({ item, column, row: at }) => [item.index, column, at])).toEqual([[1, 0, 0], [0, 2, 0]]);
  });
});

const encoder = { id: 'a', name: 'A', description: '', dimensions: 2, distance: 'euclidean' as const, distanceNote: '', input: { width: 1, height: 1, channels: 3 }, retrieval: {} };

describe('gridOrder', () => {
  it('follows the square grid', () => {
    const manifest = smallManifest({ encoders: [encoder], layouts: [smallLayout(), layout] });
    expect(findLayout(manifest, 'a', 'grid', 'square')).toBe(layout);
    expect(gridOrder(manifest, items).map((item) => item.index)).toEqual([3, 4, 0, 1, 2]);
  });

  it('keeps the items’ own order where there is no grid', () => {
    expect(gridOrder(smallManifest({ encoders: [encoder] }), items).map((item) => item.index)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('beforeAndAfter', () => {
  const indices = (manifest: ReturnType<typeof smallManifest>, index: number) => {
    const { before, after } = beforeAndAfter(manifest, items, items.list[index]!);
    return [before?.index, after?.index];
  };

  it('follows the grid, and ends where it ends', () => {
    const manifest = smallManifest({ encoders: [encoder], layouts: [layout] });
    expect(hasGrid(manifest)).toBe(true);
    expect([3, 0, 2].map((index) => indices(manifest, index))).toEqual([[undefined, 4], [4, 1], [1, undefined]]);
  });

  it('follows the list where there is no grid', () => {
    const manifest = smallManifest({ encoders: [encoder], layouts: [smallLayout()] });
    expect(hasGrid(manifest)).toBe(false);
    expect([0, 2].map((index) => indices(manifest, index))).toEqual([[undefined, 1], [1, 3]]);
  });
});
