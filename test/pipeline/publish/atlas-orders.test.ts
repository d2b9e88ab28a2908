import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atlasOrders, mainLayout } from '../../../pipeline/publish/atlas-orders.ts';
import { hilbertPlace } from '../../../src/gallery/hilbert.ts';

const points = fc.array(fc.float({ min: 0, max: 100, noNaN: true }), { minLength: 2, maxLength: 80 }).filter(({ length }) => length % 2 === 0).map((values) => Float32Array.from(values));

describe('atlasOrders', () => {
  it('gives every item one place in each order, however the points lie', () => {
    fc.assert(fc.property(points, (coordinates) => {
      const count = coordinates.length / 2;
      for (const places of Object.values<Uint32Array>({ ...atlasOrders(coordinates, count) })) expect(Array.from<number>(places).sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
    }));
  });

  it('puts pictures of all corners first in the one, and of one corner side by side in the other', () => {
    // Four heaps of nine in the corners.
    const coordinates = Float32Array.from({ length: 72 }, (_, at) => {
      const item = Math.floor(at / 2);
      const [corner, inside] = [Math.floor(item / 9), item % 9];
      return at % 2 === 0 ? (corner % 2) * 90 + (inside % 3) : Math.floor(corner / 2) * 90 + Math.floor(inside / 3);
    });
    const { spread, near } = atlasOrders(coordinates, 36);
    const heaps = (places: Uint32Array): number[] => Array.from(places.keys()).sort((a, b) => places[a]! - places[b]!).map((item) => Math.floor(item / 9));
    expect(new Set(heaps(spread).slice(0, 4)).size).toBe(4);
    for (let heap = 0; heap < 36; heap += 9) expect(new Set(heaps(near).slice(heap, heap + 9)).size).toBe(1);
  });

  it('keeps the items\u2019 own order without a layout', () => {
    expect(atlasOrders(undefined, 3)).toEqual({ spread: Uint32Array.of(0, 1, 2), near: Uint32Array.of(0, 1, 2) });
  });
});

it('follows a curve whose neighbours touch', () => {
  const cells = Array.from({ length: 1024 }, (_, at) => ({ x: at % 32, y: Math.floor(at / 32) })).sort((a, b) => hilbertPlace(a.x, a.y) - hilbertPlace(b.x, b.y));
  cells.slice(1).forEach((cell, at) => expect(Math.abs(cell.x - cells[at]!.x) + Math.abs(cell.y - cells[at]!.y)).toBe(1));
});

it('chooses the map of the main encoder, and what there is where that has none', () => {
  const layout = (encoder: string, method: 'tsne' | 'grid' | 'pca') => ({ manifest: { encoder, method } });
  const [pixels, grid, tsne] = [layout('pixels', 'tsne'), layout('auto', 'grid'), layout('auto', 'tsne')];
  expect(mainLayout([pixels, grid, tsne], [{ id: 'auto', reconstruction: {} }, { id: 'pixels' }])).toBe(tsne);
  expect(mainLayout([pixels, grid], [{ id: 'auto', reconstruction: {} }, { id: 'pixels' }])).toBe(grid);
  expect(mainLayout([pixels, tsne], [{ id: 'auto' }, { id: 'pixels' }])).toBe(pixels);
  expect(mainLayout([], [{ id: 'pixels' }])).toBeUndefined();
});
