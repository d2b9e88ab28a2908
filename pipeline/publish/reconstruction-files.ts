/** What an encoder saw of each picture, what it painted back and what it missed, one pixel a value. */
import sharp from 'sharp';
import { reconstructionPath, reconstructionSheetPath } from '../../src/gallery/paths.ts';
import { RECONSTRUCTION_PARTS } from '../../src/gallery/reconstruction-sheets.ts';
import type { Embedding } from '../encoders/embedding.ts';
import { interleaved, type Pictures } from '../images/pictures.ts';
import type { GalleryFile } from './folder.ts';

/** With more items than this, three files each are a burden for disks and hosts. */
const FILES_UP_TO = 2_000;
/** Pixels of a sheet: loaded for one item, it should weigh no more than a photograph. */
const SHEET_PIXELS = 65_536;

/** Items on a sheet, for the manifest; none where each has files of its own. */
export function sheetsOf({ painted }: Embedding): { perSheet: number } | null {
  if (!painted || painted.seen.count <= FILES_UP_TO) return null;
  return { perSheet: Math.max(1, Math.floor(SHEET_PIXELS / (RECONSTRUCTION_PARTS.length * painted.seen.width * painted.seen.height))) };
}

/** Three small PNG files an item, or sheets of many; none for an encoder that paints nothing back. */
export function reconstructionFiles(embedding: Embedding, slugs: readonly string[]): GalleryFile[] {
  const result = embedding.painted;
  if (!result) return [];
  const parts = { seen: result.seen, painted: result.painted, missed: absoluteDifference(result.seen, result.painted) };
  const sheets = sheetsOf(embedding);
  if (sheets) return sheetFiles(embedding.encoder.id, RECONSTRUCTION_PARTS.map((part) => parts[part]), sheets.perSheet);
  return slugs.flatMap((slug, item) => RECONSTRUCTION_PARTS.map((part) => ({
    path: reconstructionPath(embedding.encoder.id, slug, part),
    bytes: () => asPng(parts[part], item),
  })));
}

/** Item i is row i mod `perSheet` of sheet ⌊i ÷ perSheet⌋. */
function sheetFiles(encoder: string, parts: readonly Pictures[], perSheet: number): GalleryFile[] {
  const { count, width, height } = parts[0]!;
  return Array.from({ length: Math.ceil(count / perSheet) }, (_, sheet) => ({
    path: reconstructionSheetPath(encoder, sheet),
    bytes: () => {
      const rows = Math.min(perSheet, count - sheet * perSheet);
      const stride = 3 * parts.length * width;
      const pixels = new Uint8Array(stride * rows * height);
      for (let row = 0; row < rows; row += 1) {
        for (const [column, pictures] of parts.entries()) {
          const picture = interleaved(pictures, sheet * perSheet + row);
          for (let y = 0; y < height; y += 1) pixels.set(picture.subarray(3 * width * y, 3 * width * (y + 1)), stride * (row * height + y) + 3 * width * column);
        }
      }
      return encodePng(pixels, parts.length * width, rows * height);
    },
  }));
}

/** |a − b| of each value: black where the two agree. */
function absoluteDifference(a: Pictures, b: Pictures): Pictures {
  return { ...a, data: a.data.map((value, index) => Math.abs(value - b.data[index]!)) };
}

/** One of the pictures as a PNG of its own size. */
export const asPng = (pictures: Pictures, index: number): Promise<Buffer> => encodePng(interleaved(pictures, index), pictures.width, pictures.height);

const encodePng = (rgb: Uint8Array, width: number, height: number): Promise<Buffer> =>
  sharp(rgb, { raw: { width, height, channels: 3 } }).toColourspace(isGrey(rgb) ? 'b-w' : 'srgb').png({ compressionLevel: 9, palette: false }).toBuffer();

/** Grey pictures are kept with one channel: a third of the bytes. */
const isGrey = (rgb: Uint8Array): boolean => rgb.every((value, index) => index % 3 === 0 || value === rgb[index - 1]);
