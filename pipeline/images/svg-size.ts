/** How large an SVG is drawn, and the density at which it comes out at a wanted size. */
import sharp from 'sharp';

/** Dots per inch at which a user unit of an SVG is one pixel. */
const ONE_TO_ONE = 72;
/** What sharp takes. Some flags are drawn 80,000 units wide, which at one to one passes its limit of pixels. */
const LEAST = 1;
const MOST = 100_000;

/** The density at which the longer side of an SVG is `longestSide` pixels, or as near as sharp allows. Throws sharp's error where the SVG is broken. */
export async function svgDensity(bytes: Uint8Array, longestSide: number): Promise<number> {
  // Only the size is read here, nothing is drawn: the limit of pixels guards the drawing that follows.
  const { width, height } = await sharp(bytes, { density: ONE_TO_ONE, limitInputPixels: false }).metadata();
  return Math.min(MOST, Math.max(LEAST, ONE_TO_ONE * (longestSide / Math.max(width, height))));
}
