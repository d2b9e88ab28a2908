/** The pictures that pages show. */
import sharp from 'sharp';
import { imageSizesOf } from '../../src/gallery/image-sizes.ts';
import { decodePicture, type DecodedPicture } from './decode.ts';
import { isSvg } from './is-svg.ts';

export interface Thumbnail {
  /** Pixels of the longer side, or fewer where the photograph has fewer. */
  size: number;
  /** WebP. */
  bytes: Uint8Array;
}

/** Up to this size a picture is data, to be drawn enlarged with hard pixels: it is kept to the bit. */
const FEW_PIXELS = 64;

const LOSSLESS = { lossless: true, effort: 3 };
const FLAT = { nearLossless: true, quality: 60, effort: 3 };
const CONTINUOUS = { quality: 84, smartSubsample: true };

/**
 * The picture decoded at the largest of `sizes` (ascending), and WebP pictures whose longer side is each of them, up to the first that
 * holds all its pixels; photographs are decoded once and never enlarged, drawings are drawn anew at every size. Drawings, whose colours are
 * flat, come out sharper and smaller nearly without loss; photographs with it. Throws a Problem where the picture cannot be read.
 */
export async function drawThumbnails(item: { bytes: Uint8Array; file: string }, sizes: readonly number[]): Promise<{ largest: DecodedPicture; thumbnails: Thumbnail[] }> {
  const drawing = isSvg(item.bytes);
  const largest = await decodePicture(item.bytes, item.file, { longestSide: sizes.at(-1)! });
  const format = Math.max(largest.width, largest.height) <= FEW_PIXELS ? LOSSLESS : drawing ? FLAT : CONTINUOUS;
  const thumbnails = await Promise.all(imageSizesOf(sizes, largest).map(async (size) => {
    const { rgba, width, height } = drawing && size !== sizes.at(-1) ? await decodePicture(item.bytes, item.file, { longestSide: size }) : largest;
    const picture = sharp(rgba, { raw: { width, height, channels: 4 } }).resize(size, size, { fit: 'inside', withoutEnlargement: true });
    return { size, bytes: await picture.webp(format).toBuffer() };
  }));
  return { largest, thumbnails };
}
