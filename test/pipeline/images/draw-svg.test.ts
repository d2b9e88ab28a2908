import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawSvg } from '../../../pipeline/images/draw-svg.ts';
import { svg } from './pictures.support.ts';

const blurred = svg('width="20" height="10"', '<filter id="f"><feGaussianBlur stdDeviation="1"/></filter><rect width="20" height="10" filter="url(#f)"/>');
const sizeOf = async (bytes: Uint8Array, patience?: number) => {
  const { info: { width, height } } = await (await drawSvg(bytes, 40, patience)).png().toBuffer({ resolveWithObject: true });
  return { width, height };
};

describe('drawSvg', () => {
  it('draws with filters and without', async () => {
    expect(await sizeOf(blurred)).toEqual({ width: 40, height: 20 });
    expect(await sizeOf(svg('width="20" height="10"', '<rect width="20" height="10"/>'))).toEqual({ width: 40, height: 20 });
  });

  it('draws what has filters smaller first, and gives up where that takes long already', async () => {
    await expect(drawSvg(blurred, 40, 0)).rejects.toThrow('timeout');
    // Nothing but filters is known to take for ever.
    await expect(drawSvg(svg('width="20" height="10"', '<rect width="20" height="10"/>'), 40, 0)).resolves.toBeDefined();
  });

  it('does not hold it against a drawing that it waited for others', async () => {
    const large = { create: { width: 1600, height: 1600, channels: 3, background: '#246' } } as const;
    let done = false;
    const others = Array.from({ length: 24 }, async () => { while (!done) await sharp(large).blur(8).raw().toBuffer(); });
    // A thirtieth of it is what a first try may take.
    await expect(drawSvg(blurred, 40, 6)).resolves.toBeDefined().finally(() => { done = true; });
    await Promise.all(others);
  });
});
