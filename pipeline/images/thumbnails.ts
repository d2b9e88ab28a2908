/** The pictures that pages show. */
import sharp from 'sharp';
import { decodePicture } from './decode.ts';
import { isSvg } from './svg-size.ts';

/**
 * WebP pictures whose longer side is each of `sizes`; photographs are never enlarged. Drawings, whose colours are flat,
 * come out sharper and smaller nearly without loss; photographs with it. Throws a Problem where the picture cannot be read.
 */
export async function writeImages(item: { bytes: Uint8Array; file: string }, sizes: readonly number[]): Promise<{ size: number; bytes: Uint8Array }[]> {
  const drawing = isSvg(item.bytes);
  return Promise.all(sizes.map(async (size) => {
    const { rgba, width, height } = await decodePicture(item.bytes, item.file, { longestSide: size });
    const picture = sharp(rgba, { raw: { width, height, channels: 4 } });
    return { size, bytes: await picture.webp(drawing ? { nearLossless: true, quality: 60, effort: 3 } : { quality: 84, smartSubsample: true }).toBuffer() };
  }));
}
