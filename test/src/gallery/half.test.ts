import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromHalf, toHalf } from '../../../src/gallery/half.ts';

it('keeps every number that a half can hold', () => {
  for (let bits = 0; bits < 2 ** 16; bits += 1) {
    const value = fromHalf(bits);
    if (Number.isNaN(value)) expect(fromHalf(toHalf(value))).toBeNaN();
    else expect(toHalf(value)).toBe(bits);
  }
});

it('knows the landmarks of the format', () => {
  expect([0x3c00, 0xc000, 0x0001, 0x03ff, 0x0400, 0x7bff, 0x7c00, 0xfc00].map(fromHalf))
    .toEqual([1, -2, 2 ** -24, 1023 * 2 ** -24, 2 ** -14, 65504, Infinity, -Infinity]);
  expect(toHalf(-0)).toBe(0x8000);
  expect(toHalf(65519.99)).toBe(0x7bff);
  expect(toHalf(65520)).toBe(0x7c00);
});

it('takes the nearest half, and the even one of two', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 0x7bfe }), fc.double({ min: 0, max: 1, noNaN: true }), (bits, part) => {
    const [below, above] = [fromHalf(bits), fromHalf(bits + 1)];
    const value = below + part * (above - below);
    const even = bits % 2 === 0 ? bits : bits + 1;
    const nearest = value - below === above - value ? even : value - below < above - value ? bits : bits + 1;
    expect(toHalf(value)).toBe(nearest);
    expect(toHalf(-value)).toBe(nearest | 0x8000);
  }));
});
