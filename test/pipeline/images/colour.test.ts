import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanColour } from '../../../pipeline/images/colour.ts';

const picture = (...pixels: number[][]) => ({ rgba: Uint8Array.from(pixels.flat()), width: pixels.length, height: 1, transparent: false });

describe('meanColour', () => {
  it('is the mean of the pixels', () => {
    expect(meanColour(picture([255, 0, 0, 255], [0, 0, 255, 255]))).toBe('#800080');
    expect(meanColour(picture([1, 2, 3, 255]))).toBe('#010203');
  });

  it('sees transparency on white', () => {
    expect(meanColour(picture([0, 0, 0, 0]))).toBe('#ffffff');
    expect(meanColour(picture([0, 0, 0, 255], [0, 0, 0, 0]))).toBe('#808080');
  });

  it('writes any colour as six digits, and a plain picture as its own', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(fc.property(byte, byte, byte, fc.integer({ min: 1, max: 20 }), (red, green, blue, count) => {
      const found = meanColour(picture(...Array.from({ length: count }, () => [red, green, blue, 255])));
      expect(found).toMatch(/^#[0-9a-f]{6}$/);
      expect(Number.parseInt(found.slice(1), 16)).toBe((red << 16) | (green << 8) | blue);
    }));
  });
});
