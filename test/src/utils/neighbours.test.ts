import { expect, it } from 'vitest';
import { closerOnes, nearest, shared } from '../../../src/utils/neighbours.ts';
import { smallItem, smallItems } from '../support/small-gallery.ts';

const items = smallItems(
  [0, 1, 2, 3].map((index) => smallItem(index, { errors: { a: [0.2, 0.1, 0.2, 0.3][index]! } })),
  { a: [[1, 2, 3], [0, 2, 3], [3, 1, 0], [2, 1, 0]], b: [[3, 2, 1], [2, 3, 0], [0, 1, 3], [0, 1, 2]] },
);

it('names the nearest in order, no more than are kept', () => {
  expect(nearest(items, 'a', 2, 2).map(({ item, rank, distance }) => [item.index, rank, distance])).toEqual([[3, 1, 1], [1, 2, 2]]);
  expect(nearest(items, 'a', 2, 9)).toHaveLength(3);
  expect(nearest(items, 'none', 2, 9)).toEqual([]);
});

it('counts what two lists share within the count', () => {
  expect(shared(items, 'a', 'b', 0, 2)).toBe(1);
  expect(shared(items, 'a', 'b', 0, 3)).toBe(3);
  expect(shared(items, 'a', 'b', 2, 1)).toBe(0);
});

it('counts only those that are strictly closer', () => {
  expect([0, 1, 2, 3].map((index) => closerOnes(items, 'a', index))).toEqual([1, 0, 1, 3]);
});
