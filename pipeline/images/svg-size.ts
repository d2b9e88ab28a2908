/** How large an SVG is drawn, and the density at which it comes out at a wanted size. */
import sharp from 'sharp';

/** Dots per inch at which a user unit of an SVG is one pixel. */
const ONE_TO_ONE = 72;
/** The least and the most that sharp takes. */
const LEAST = 1;
const MOST = 100_000;

/** True where the bytes start as an SVG does: a tag, perhaps after a byte order mark, white space, comments or a prologue. */
export function isSvg(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 65_536));
  return start.trimStart().startsWith('<') && /<svg[\s>]/.test(start);
}

/**
 * The density at which the longer side of an SVG is `longestSide` pixels. The size is read first coarsely, then at
 * some thousands of pixels, so that rounding does not matter. Throws sharp's error where the SVG is broken.
 */
export async function svgDensity(bytes: Uint8Array, longestSide: number): Promise<number> {
  const coarse = await coarseSide(bytes);
  const fine = within(coarse.density * (4096 / coarse.side));
  return within(fine * (longestSide / await drawnSide(bytes, fine)));
}

/** Some flags are drawn 200,000 units wide, more pixels than sharp takes; they are measured at the least density. */
async function coarseSide(bytes: Uint8Array): Promise<{ density: number; side: number }> {
  try {
    return { density: ONE_TO_ONE, side: await drawnSide(bytes, ONE_TO_ONE) };
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('pixel limit'))) throw error;
    return { density: LEAST, side: await drawnSide(bytes, LEAST) };
  }
}

async function drawnSide(bytes: Uint8Array, density: number): Promise<number> {
  const { width, height } = await sharp(bytes, { density }).metadata();
  return Math.max(width, height);
}

const within = (density: number): number => Math.min(MOST, Math.max(LEAST, density));
