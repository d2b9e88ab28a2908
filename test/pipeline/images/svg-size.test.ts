import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { isSvg, svgDensity } from '../../../pipeline/images/svg-size.ts';
import { plain, svg } from './pictures.support.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('isSvg', () => {
  it.each([
    '<svg />', '<svg>', '\uFEFF<svg width="1">', '  \n<svg\nwidth="1">',
    '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">\n<svg xmlns="http://www.w3.org/2000/svg">',
    `<!--${' made with a long remark '.repeat(900)}--><svg>`,
  ])('knows one by its start', (text) => {
    expect(isSvg(bytes(text))).toBe(true);
  });

  it('is not taken in by other files', async () => {
    for (const text of ['', 'a text about <svg> pictures', '<html><body>none</body></html>', '<svgfont>']) expect(isSvg(bytes(text))).toBe(false);
    expect(isSvg(await plain(4, 4, [1, 2, 3]).png().toBuffer())).toBe(false);
  });
});

describe('svgDensity', () => {
  it.each([[300, 200, 600], [200, 300, 600], [80_000, 40_000, 320], [2, 1, 64]])('draws %d × %d units with a longer side of %d pixels', async (width, height, wanted) => {
    const drawing = svg(`width="${width}" height="${height}"`, '');
    const drawn = await sharp(drawing, { density: await svgDensity(drawing, wanted) }).metadata();
    // Density is a number of dots per inch of at least 1, which bounds how small a huge drawing can come out.
    const least = Math.max(width, height) / 72;
    expect(Math.abs(Math.max(drawn.width, drawn.height) - Math.max(wanted, least))).toBeLessThanOrEqual(1);
  });

  it('stays within what sharp takes', async () => {
    expect(await svgDensity(svg('width="1000000" height="10"', ''), 10)).toBe(1);
    expect(await svgDensity(svg('width="1" height="1"', ''), 4000)).toBe(100_000);
  });
});
