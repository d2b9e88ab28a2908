import { describe, expect, it } from 'vitest';
import { beforeAndAfter, cellRatio, findLayout, gridCells, gridOrder, hasGrid, mainGrid, middleOf, type Grid } from '../../../src/utils/grid.ts';
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

const placesIn = ({ columns, rows, cells }: Grid) => ({ columns, rows, cells: cells.map(({ item, column, row }) => [item.index, column, row]) });

describe('mainGrid', () => {
  it('is the published grid, in the shape that is wanted where there is one', () => {
    const manifest = smallManifest({ encoders: [encoder], layouts: [smallLayout(), layout] });
    const published = { columns: 3, rows: 2, cells: [[3, 0, 0], [4, 1, 0], [0, 2, 0], [1, 0, 1], [2, 1, 1]] };
    expect(placesIn(mainGrid(manifest, items, 'square'))).toEqual(published);
    expect(placesIn(mainGrid(manifest, items, 'wide'))).toEqual(published);
  });

  it('fills rows with alike items near each other where no grid is published', () => {
    const near = smallItems([3, 0, 4, 1, 2].map((place, index) => smallItem(index, { near: place })));
    const manifest = smallManifest({ encoders: [encoder], layouts: [smallLayout()] });
    expect(placesIn(mainGrid(manifest, near, 'square'))).toEqual({ columns: 3, rows: 2, cells: [[1, 0, 0], [3, 1, 0], [4, 2, 0], [0, 0, 1], [2, 1, 1]] });
    expect(mainGrid(manifest, near, 'wide')).toMatchObject({ columns: 4, rows: 2 });
  });
});

describe('middleOf', () => {
  const grid: Grid = { columns: 5, rows: 3, cells: Array.from({ length: 15 }, (_, index) => ({ item: smallItem(index), column: index % 5, row: Math.floor(index / 5) })) };

  it('takes columns and rows round the middle', () => {
    expect(placesIn(middleOf(grid, { columns: 3, rows: 1 }))).toEqual({ columns: 3, rows: 1, cells: [[6, 0, 0], [7, 1, 0], [8, 2, 0]] });
  });

  it('takes all of a grid that is no larger', () => {
    expect(middleOf(grid, { columns: 9, rows: 9 })).toEqual(grid);
  });
});

describe('cellRatio', () => {
  it.each([[[60], 1.5], [[90, 75, 30], 1.2], [[20], 1.5], [[180], 1]])('suits the middle one of pictures 90 wide and %j high', (heights, ratio) => {
    expect(cellRatio(smallItems(heights.map((height, index) => smallItem(index, { height }))))).toBeCloseTo(ratio);
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
