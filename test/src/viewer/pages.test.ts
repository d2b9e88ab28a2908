import { describe, expect, it } from 'vitest';
import { arraysFor, textureBudget, type Device } from '../../../src/viewer/budget.ts';
import { levelFor, levelsOf } from '../../../src/viewer/levels.ts';
import { bytesOf, type PageArray } from '../../../src/viewer/page-array.ts';
import { createPages, type Wanted } from '../../../src/viewer/pages.ts';
import { smallItem, smallManifest } from '../support/small-gallery.ts';

const atlas = (level: number, cell: number, side: number, pages: number, order: 'spread' | 'near' = 'near') =>
  ({ level, cell, columns: side, rows: side, order, pages: Array.from({ length: pages }, (_, page) => `atlas/${level}-${page}.webp`) });
const large = smallManifest({ atlases: [atlas(1, 64, 16, 391), atlas(0, 16, 128, 7, 'spread')] });
const levels = levelsOf(large, [smallItem(0), smallItem(1, { spread: 20_000, near: 300 })]);
const device: Device = { memory: 4, screen: 390 * 844 * 4, largestTexture: 4096, mostLayers: 256 };
const MEGABYTE = 2 ** 20;

describe('levels', () => {
  it('come from small to large cells, with the page of every item', () => {
    expect(levels.map(({ atlas: { cell } }) => cell)).toEqual([16, 64]);
    expect(levels.map(({ pageOf }) => [...pageOf])).toEqual([[0, 1], [0, 1]]);
  });

  it('are taken as soon as the one before would be enlarged by more than a little', () => {
    expect([10, 18, 19, 64, 500].map((pixels) => levelFor(levels, pixels))).toEqual([0, 0, 1, 1, 1]);
  });
});

describe('the memory governor', () => {
  it('gives a small phone less than a large computer, within limits', () => {
    expect(textureBudget({ ...device, memory: 1 })).toBe(48 * MEGABYTE);
    expect(textureBudget({ ...device, memory: undefined })).toBe(96 * MEGABYTE);
    expect(textureBudget({ ...device, memory: 8, screen: 3840 * 2160 })).toBe(192 * MEGABYTE);
  });

  it.each([0.5, 2, 8])('stays within the budget of %d GB, with room for the first level before others', (memory) => {
    const { first, others } = arraysFor(levels, { ...device, memory });
    expect(bytesOf(first!) + bytesOf(others!)).toBeLessThanOrEqual(textureBudget({ ...device, memory }));
    expect(first!.layers).toBeGreaterThanOrEqual(1);
    expect(others!.layers).toBeGreaterThanOrEqual(1);
  });

  it('takes no more than there is, and leaves out pages that the device cannot hold', () => {
    const small = levelsOf(smallManifest({ atlases: [atlas(0, 64, 16, 1, 'spread'), atlas(1, 128, 16, 1)] }), []);
    expect(arraysFor(small, device)).toMatchObject({ first: { width: 1024, height: 1024, layers: 1 }, others: { width: 2048, layers: 1 } });
    expect(arraysFor(small, { ...device, largestTexture: 1024 }).others).toBeNull();
    expect(arraysFor([], device)).toEqual({ first: null, others: null });
  });
});

describe('pages', () => {
  const setUp = (layers: number, missing: readonly string[] = []) => {
    const fetched: string[] = [];
    const put: number[] = [];
    let changes = 0;
    const array = { layers, versions: 1, forget: () => { put.push(-1); }, put: (layer: number) => { put.push(layer); } } as unknown as PageArray;
    const pages = createPages({
      levels, arrayOf: () => array, changed: () => { changes += 1; }, decode: async () => [],
      fetchPage: async (path) => {
        fetched.push(path);
        if (missing.includes(path)) throw new Error(path);
        return new Blob([path]);
      },
    });
    const want = async (...wanted: Wanted[]): Promise<void> => {
      pages.want(wanted);
      await new Promise((resolve) => setTimeout(resolve, 5));
    };
    return { pages, want, fetched, put, changes: () => changes };
  };
  const near = (page: number, pictures = 1): Wanted => ({ level: 1, page, pictures });

  it('come once, the first level before others, then those that show most', async () => {
    const { want, fetched } = setUp(9);
    const wanted = [near(3, 5), near(4, 50), { level: 0, page: 6, pictures: 1 }];
    await want(...wanted);
    await want(...wanted);
    expect(fetched).toEqual(['atlas/0-6.webp', 'atlas/1-4.webp', 'atlas/1-3.webp']);
  });

  it('give their memory back when they were not seen for longest', async () => {
    const { pages, want } = setUp(2);
    await want(near(0));
    await want(near(1));
    await want(near(0));
    await want(near(0), near(2));
    expect([0, 1, 2].map((page) => pages.layers[1]![page]! >= 0)).toEqual([true, false, true]);
    await want(near(1));
    expect([0, 1, 2].map((page) => pages.layers[1]![page]! >= 0).filter(Boolean)).toHaveLength(2);
  });

  it('never push out what is on the screen', async () => {
    const { pages, want, fetched } = setUp(2);
    await want(near(0, 9), near(1, 8), near(2, 7));
    await want(near(0, 9), near(1, 8), near(2, 7));
    expect([...pages.layers[1]!.subarray(0, 3)].map((layer) => layer >= 0)).toEqual([true, true, false]);
    expect(fetched).toHaveLength(2);
  });

  it('are complete when those of the first level are there or cannot come', async () => {
    const { pages, want, changes } = setUp(4, ['atlas/0-1.webp']);
    const wanted = [{ level: 0, page: 0, pictures: 1 }, { level: 0, page: 1, pictures: 1 }];
    pages.want(wanted);
    expect([pages.isComplete, pages.isLoading]).toEqual([false, true]);
    await want(...wanted);
    expect([pages.isComplete, pages.isLoading]).toEqual([true, false]);
    expect(changes()).toBe(3);
    expect(pages.layers[0]![1]).toBe(-1);
  });

  it('are asked for once more when they fail, and then no more', async () => {
    const { want, fetched } = setUp(4, ['atlas/1-3.webp']);
    await want(near(3));
    await want(near(3));
    expect(fetched).toEqual(['atlas/1-3.webp', 'atlas/1-3.webp']);
  });

  it('come back after a lost context without being fetched', async () => {
    const { pages, want, fetched, put } = setUp(2);
    await want(near(0), near(1));
    put.length = 0;
    const back = pages.restore();
    expect(pages.isLoading).toBe(true);
    await back;
    expect(pages.isLoading).toBe(false);
    expect(put).toEqual([-1, 0, 1]);
    expect(fetched).toHaveLength(2);
  });
});
