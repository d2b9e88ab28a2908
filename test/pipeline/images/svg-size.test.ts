import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { svgDensity } from '../../../pipeline/images/svg-size.ts';
import { svg } from './pictures.support.ts';

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
