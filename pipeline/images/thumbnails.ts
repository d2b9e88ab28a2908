/** The pictures that pages show. */
import sharp from 'sharp';
import { decodePicture } from './decode.ts';

/** WebP pictures whose longer side is each of `sizes`, ascending; photographs are never enlarged. Throws a Problem where the picture cannot be read. */
export async function writeImages(item: { bytes: Uint8Array; file: string }, sizes: readonly number[]): Promise<{ size: number; bytes: Uint8Array }[]> {
  return Promise.all(sizes.map(async (size) => {
    const { rgba, width, height } = await decodePicture(item.bytes, item.file, { longestSide: size });
    const raw = { width, height, channels: 4 } as const;
    // Drawings with flat colours come out smaller and sharper without loss; photographs do not. The smaller one is kept.
    const [flat, lossy] = await Promise.all([
      sharp(rgba, { raw }).webp({ nearLossless: true, quality: 60, effort: 4 }).toBuffer(),
      sharp(rgba, { raw }).webp({ quality: 86, effort: 4, smartSubsample: true }).toBuffer(),
    ]);
    return { size, bytes: flat.length <= 1.3 * lossy.length ? flat : lossy };
  }));
}
