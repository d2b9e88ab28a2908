/** Mean colours. */
import type { DecodedPicture } from './decode.ts';

/** The mean colour on white, as `#rrggbb`. */
export function meanColour({ rgba, width, height }: DecodedPicture): string {
  const sums = [0, 0, 0];
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const alpha = rgba[4 * pixel + 3]! / 255;
    for (let channel = 0; channel < 3; channel += 1) sums[channel]! += rgba[4 * pixel + channel]! * alpha + 255 * (1 - alpha);
  }
  return `#${sums.map((sum) => Math.round(sum / (width * height)).toString(16).padStart(2, '0')).join('')}`;
}
