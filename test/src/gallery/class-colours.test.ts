import { expect, it } from 'vitest';
import { classIndices, colouredLabel, inColourOrder } from '../../../src/gallery/class-colours.ts';

const values = (...list: string[]) => ({ values: list.map((value, count) => ({ value, count })) });

it('orders values by number where all are numbers, else by name', () => {
  expect(inColourOrder(['10', '9', '0'])).toEqual(['0', '9', '10']);
  expect(inColourOrder(['b', '10', 'a'])).toEqual(['10', 'a', 'b']);
});

it('gives each value its colour, however common it is', () => {
  expect([...classIndices(values('7', '1', '0'))]).toEqual([['0', 0], ['1', 1], ['7', 2]]);
});

it('finds the label that is to be coloured', () => {
  const digit = { column: 'digit', title: 'Digit', ...values('0'), coloured: true as const };
  expect(colouredLabel({ labels: [{ column: 'year', title: 'Year', ...values('1') }, digit] })).toBe(digit);
  expect(colouredLabel({ labels: [] })).toBeUndefined();
});
