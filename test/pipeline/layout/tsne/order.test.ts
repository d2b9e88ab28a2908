import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inOrder, orderByContent, outOfOrder } from '../../../../pipeline/layout/tsne/order.ts';
import { cloud, matrix, reordered } from '../points.ts';

it('orders rows by their values, equal ones by index', () => {
  expect(Array.from(orderByContent(matrix([[2, 1], [1, 9], [2, 0], [1, 9], [-1, 5]])))).toEqual([4, 1, 3, 2, 0]);
});

it('does not depend on the order of the points', () => {
  const points = cloud(20, 3, 1);
  const sorted = inOrder(points.data, orderByContent(points), 3);
  fc.assert(fc.property(fc.shuffledSubarray(Array.from({ length: 20 }, (_, at) => at), { minLength: 20 }), (order) => {
    const other = reordered(points, order);
    expect(inOrder(other.data, orderByContent(other), 3)).toEqual(sorted);
  }));
});

it('puts maps back', () => {
  fc.assert(fc.property(fc.shuffledSubarray(Array.from({ length: 9 }, (_, at) => at), { minLength: 9 }), (order) => {
    const map = Float32Array.from({ length: 18 }, (_, at) => at);
    expect(outOfOrder(inOrder(map, Uint32Array.from(order), 2), Uint32Array.from(order))).toEqual(map);
  }));
});
