import { describe, expect, it } from 'vitest';
import { changedMost, neighbourOverlap } from '../../../pipeline/similarity/overlap.ts';

describe('neighbourOverlap', () => {
  it('is the share of neighbours in both lists, whatever their order', () => {
    const first = Uint32Array.of(1, 2, 3, /* */ 0, 2, 3, /* */ 0, 1, 3);
    const second = Uint32Array.of(3, 1, 2, /* */ 4, 5, 0, /* */ 7, 8, 9);
    expect(Array.from(neighbourOverlap(first, second, 3))).toEqual([1, 1 / 3, 0]);
  });

  it('refuses lists that do not fit each other', () => {
    expect(() => neighbourOverlap(new Uint32Array(4), new Uint32Array(6), 2)).toThrow('lists of 4 and 6 neighbours with 2 an item');
    expect(() => neighbourOverlap(new Uint32Array(4), new Uint32Array(4), 3)).toThrow(RangeError);
    expect(() => neighbourOverlap(new Uint32Array(4), new Uint32Array(4), 0)).toThrow(RangeError);
  });
});

it('names the most changed first, ties by index', () => {
  expect(changedMost(Float64Array.of(0.5, 0.1, 0.9, 0.1), 3)).toEqual([1, 3, 0]);
  expect(changedMost(Float64Array.of(1), 5)).toEqual([0]);
});
