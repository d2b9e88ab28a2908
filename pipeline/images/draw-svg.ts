/** Draws SVG, and gives up on one that would take minutes. */
import sharp, { type Sharp } from 'sharp';
import { plainSvg } from './is-svg.ts';
import { svgDensity } from './svg-size.ts';

/** Seconds that a drawing may take. */
const PATIENCE = 60;

/** Drawn a 16th and a 4th as large first, with the share of the patience that each may take. Filters take time by the pixel: that is some ten minutes and one for the whole. */
const TRIES = [{ part: 16, share: 1 / 30 }, { part: 4, share: 1 / 15 }];

/**
 * The SVG as a picture whose longer side is `longestSide` pixels. Throws sharp's error where it is broken, and one that begins with “timeout”, as
 * sharp's do, where it would take longer than `patience` seconds.
 */
export async function drawSvg(svg: Uint8Array, longestSide: number, patience = PATIENCE): Promise<Sharp> {
  const bytes = plainSvg(svg);
  const drawn = async (side: number): Promise<Sharp> => sharp(bytes, { density: await svgDensity(bytes, side) }).resize(side, side, { fit: 'inside' });
  // librsvg draws a small picture in one go, and sharp's own timeout stops nothing within it. Filters are what can take hours.
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('filter')) {
    for (const { part, share } of TRIES) {
      const seconds = async (): Promise<number> => secondsOf(await drawn(Math.ceil(longestSide / part)));
      // A second time, because a processor may be busy with other things.
      if (await seconds() >= share * patience && await seconds() >= share * patience) throw new Error('timeout: it takes too long when it is drawn smaller');
    }
  }
  return (await drawn(longestSide)).timeout({ seconds: patience });
}

/**
 * Seconds from the drawing of a single pixel, which is asked for just before, to that of the picture: both wait for the same other pictures
 * and the same busy thread, and no flag may be refused because a hundred others were drawn before it.
 */
async function secondsOf(picture: Sharp): Promise<number> {
  const now = (): number => performance.now();
  const [pixel, whole] = await Promise.all([sharp(PIXEL).raw().toBuffer().then(now), picture.raw().toBuffer().then(now)]);
  return Math.max(0, whole - pixel) / 1000;
}

const PIXEL = { create: { width: 1, height: 1, channels: 3, background: '#000' } } as const;
