/** Small pictures of known pixels, made in the tests themselves. */
import sharp, { type Sharp } from 'sharp';

export type Rgba = readonly [red: number, green: number, blue: number, alpha?: number];

/** A picture whose left half is one colour and whose right half another. */
export function halves(width: number, height: number, left: Rgba, right: Rgba): Sharp {
  const rgba = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [red, green, blue, alpha = 255] = pixel % width < width / 2 ? left : right;
    rgba.set([red, green, blue, alpha], 4 * pixel);
  }
  return sharp(rgba, { raw: { width, height, channels: 4 } });
}

export const plain = (width: number, height: number, colour: Rgba): Sharp => halves(width, height, colour, colour);

export const svg = (attributes: string, content: string): Uint8Array =>
  new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${content}</svg>`);

/** Red, green, blue and alpha at a place. */
export function pixelAt(picture: { rgba: Uint8Array; width: number }, x: number, y: number): number[] {
  const at = 4 * (y * picture.width + x);
  return [...picture.rgba.subarray(at, at + 4)];
}

/** The largest difference of two lists of values. */
export const furthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(a, (value, index) => Math.abs(value - b[index]!)));
