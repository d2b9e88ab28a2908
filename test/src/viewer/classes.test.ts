import { describe, expect, it } from 'vitest';
import { classesOf, frameOf } from '../../../src/viewer/classes.ts';

const digit = { column: 'digit', title: 'Digit', values: [{ value: '9', count: 2 }, { value: '3', count: 1 }], coloured: true as const };
const items = ['9', '3', '', '9'].map((value) => ({ labels: { digit: value } }));

describe('class colours of pictures', () => {
  it('go by the order of the colours, and what has no value has none', () => {
    expect([...classesOf({ labels: [digit] }, items)!]).toEqual([2, 1, 0, 2]);
  });

  it('are for labels that are meant for it only', () => {
    const { coloured: _, ...plain } = digit;
    expect(classesOf({ labels: [plain] }, items)).toBeNull();
  });

  it('frame a picture, neither too thin to be seen nor thick', () => {
    expect([10, 32, 400].map((side) => frameOf({ width: side, height: side * 2 }))).toEqual([1.5, 2.88, 4]);
  });
});
