/** Pictures stretched to the one size that an encoder sees. */
import sharp from 'sharp';
import { atOnce } from '../ground/at-once.ts';
import { decodePicture } from './decode.ts';
import type { EncodedPicture } from './encoded-picture.ts';
import { emptyPictures, type Pictures } from './pictures.ts';

/** Pictures decoded at a time: sharp has threads of its own. */
const AT_ONCE = 4;

/**
 * Stretches every picture to `width` × `height`, transparency on white. Decoded at a larger size first, so that SVGs
 * and photographs are averaged down alike. Throws a Problem that names the file where a picture cannot be read.
 */
export async function toPictures(
  items: readonly { picture: EncodedPicture; file: string }[], size: { width: number; height: number }, onProgress?: (done: number, total: number) => void,
): Promise<Pictures> {
  const pictures = emptyPictures(items.length, size.width, size.height);
  let done = 0;
  await atOnce(AT_ONCE, items, async (item, index) => {
    putPlanar(await stretched(item, size), pictures, index);
    onProgress?.(++done, items.length);
  });
  return pictures;
}

async function stretched({ picture: encoded, file }: { picture: EncodedPicture; file: string }, { width, height }: { width: number; height: number }): Promise<Uint8Array> {
  const picture = await decodePicture(await encoded.read(), file, { longestSide: 4 * Math.max(width, height) });
  return sharp(picture.rgba, { raw: { width: picture.width, height: picture.height, channels: 4 } })
    .flatten({ background: '#ffffff' }).resize(width, height, { fit: 'fill' }).removeAlpha().raw().toBuffer();
}

/** Writes interleaved RGB bytes into place `index` of the planar pictures. */
export function putPlanar(rgb: Uint8Array, pictures: Pictures, index: number): void {
  const pixels = pictures.width * pictures.height;
  const planes = pictures.data.subarray(index * 3 * pixels, (index + 1) * 3 * pixels);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) planes[channel * pixels + pixel] = rgb[3 * pixel + channel]!;
  }
}
