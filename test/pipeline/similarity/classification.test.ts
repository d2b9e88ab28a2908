import { expect, it } from 'vitest';
import { classificationAccuracy } from '../../../pipeline/similarity/classification.ts';

it('lets the nearest labelled neighbours vote', () => {
  // Each line: the neighbours of an item, nearest first.
  const neighbours = [[1, 2, 3], [0, 2, 3], [3, 0, 1], [2, 0, 1]].flat();
  // a: b a votes b, a wins a tie only as the nearest; the last has no label and is not asked.
  expect(classificationAccuracy(neighbours, 3, ['a', 'b', 'a', ''])).toBeCloseTo(2 / 3 - 1 / 3, 12);
  expect(classificationAccuracy(neighbours, 3, ['a', 'a', 'b', 'b'], 1)).toBe(1);
  expect(classificationAccuracy(neighbours, 3, ['a', 'a', 'b', 'b'], 3)).toBe(0);
});

it('has nothing to say where no label occurs twice', () => {
  expect(classificationAccuracy([1, 0], 1, ['a', 'b'])).toBeNull();
  expect(classificationAccuracy([1, 0], 1, ['', ''])).toBeNull();
});
