/** Tells whether a picture shows a real flag: a synthetic flag that does would teach the answers. */
import sharp from 'sharp';
import { decodePicture } from '../images/decode.ts';
import type { SourceItem } from '../images/source-item.ts';
import type { Raster } from './flag-colours.ts';

/** A picture's mean colours on a grid of 12 × 8: enough to tell whether two flags are the same but for fine detail. */
type Signature = Uint8Array;

const COLUMNS = 12;
const ROWS = 8;
/** Root mean square difference, of 255, below which a made-up flag counts as the real one. */
const SAME = 14;

export interface RealFlags {
  holds(signature: Signature): boolean;
}

/** The signatures of all real flags. */
export async function realFlags(flags: readonly SourceItem[]): Promise<RealFlags> {
  const signatures = await Promise.all(flags.map(async (flag) => {
    const picture = await decodePicture(await flag.picture.read(), flag.file, { longestSide: 240 });
    const rgb = await sharp(picture.rgba, { raw: { width: picture.width, height: picture.height, channels: 4 } })
      .flatten({ background: '#ffffff' }).resize(20 * COLUMNS, 20 * ROWS, { fit: 'fill', kernel: 'linear' }).removeAlpha().raw().toBuffer();
    return signature({ rgb, width: 20 * COLUMNS, height: 20 * ROWS });
  }));
  return {
    holds: (wanted) => signatures.some((known) => {
      let sum = 0;
      for (let index = 0; index < known.length; index += 1) sum += (known[index]! - wanted[index]!) ** 2;
      return sum < SAME * SAME * known.length;
    }),
  };
}

export function signature({ rgb, width, height }: Raster): Signature {
  const out = new Uint8Array(COLUMNS * ROWS * 3);
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const [left, right] = [Math.floor((column * width) / COLUMNS), Math.floor(((column + 1) * width) / COLUMNS)];
      const [top, bottom] = [Math.floor((row * height) / ROWS), Math.floor(((row + 1) * height) / ROWS)];
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) sum += rgb[3 * (y * width + x) + channel]!;
        out[3 * (row * COLUMNS + column) + channel] = Math.round(sum / ((right - left) * (bottom - top)));
      }
    }
  }
  return out;
}
