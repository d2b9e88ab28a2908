/** What an encoder saw of each picture, what it painted back and what it missed, one pixel a value. */
import sharp from 'sharp';
import { reconstructionPath } from '../../src/gallery/paths.ts';
import type { Embedding } from '../encoders/embedding.ts';
import { interleaved, type Pictures } from '../images/pictures.ts';
import type { GalleryFile } from './folder.ts';

/** Three small PNG files an item; none for an encoder that paints nothing back. */
export function reconstructionFiles(embedding: Embedding, slugs: readonly string[]): GalleryFile[] {
  const result = embedding.painted;
  if (!result) return [];
  const missed = absoluteDifference(result.seen, result.painted);
  const parts = [['seen', result.seen], ['painted', result.painted], ['missed', missed]] as const;
  return slugs.flatMap((slug, item) => parts.map(([part, pictures]) => ({
    path: reconstructionPath(embedding.encoder.id, slug, part),
    bytes: () => asPng(pictures, item),
  })));
}

/** |a − b| of each value: black where the two agree. */
function absoluteDifference(a: Pictures, b: Pictures): Pictures {
  return { ...a, data: a.data.map((value, index) => Math.abs(value - b.data[index]!)) };
}

/** One of the pictures as a PNG of its own size. */
export function asPng(pictures: Pictures, index: number): Promise<Buffer> {
  return sharp(interleaved(pictures, index), { raw: { width: pictures.width, height: pictures.height, channels: 3 } })
    .png({ compressionLevel: 9, palette: false }).toBuffer();
}
