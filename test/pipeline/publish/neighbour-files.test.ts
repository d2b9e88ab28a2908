import { expect, it } from 'vitest';
import { neighbourFiles, NEIGHBOUR_ROWS } from '../../../pipeline/publish/neighbour-files.ts';
import { joinNeighbours, readNeighbours } from '../../../src/gallery/neighbours.ts';
import { smallManifest } from '../../src/support/small-gallery.ts';

const written = (count: number, perItem: number) => {
  const lists = { perItem, indices: Uint32Array.from({ length: count * perItem }, (_, place) => place % count), distances: Float32Array.from({ length: count * perItem }, (_, place) => place / 2) };
  const manifest = smallManifest({ count, neighbours: perItem, neighbourRows: NEIGHBOUR_ROWS });
  const files = neighbourFiles('pixels', lists, count);
  return { lists, files, read: () => joinNeighbours(files.map(({ bytes, path }, part) => readNeighbours(bytes, manifest, part, path)), perItem) };
};

it.each([1, 2, NEIGHBOUR_ROWS, NEIGHBOUR_ROWS + 1])('writes what the site reads, of %d items', (count) => {
  const { lists, files, read } = written(count, 3);
  expect(files.map(({ path }) => path)).toEqual(count > NEIGHBOUR_ROWS ? ['neighbours/pixels-0.arrow', 'neighbours/pixels-1.arrow'] : ['neighbours/pixels-0.arrow']);
  expect(read()).toEqual(lists);
});

it('writes empty lists where an item is alone', () => {
  const { lists, read } = written(1, 0);
  expect(read()).toEqual(lists);
});
