/** Packs all pictures of a collection into a few large ones, which the map draws from. */
import sharp from 'sharp';
import { cellPlace, pictureInCell, CELL_MARGIN } from '../../src/gallery/atlas.ts';
import { decodePicture } from './decode.ts';
import type { EncodedPicture } from './encoded-picture.ts';

interface AtlasItem {
  picture: EncodedPicture;
  file: string;
  /** Pixels of the published picture: the map works out from them what part of the cell is picture. */
  width: number;
  height: number;
}

export interface Atlas {
  level: number;
  cell: number;
  /** Cells in a row and in a column of every page. */
  columns: number;
  rows: number;
  /** WebP. */
  pages: Uint8Array[];
}

/** Longest side of a page, in pixels: every phone's graphics processor takes it. */
const LARGEST_PAGE = 2048;

/** Item i lies in cell i; see src/gallery/atlas.ts for where that is. Throws a Problem where a picture cannot be read. */
export async function packAtlas(items: readonly AtlasItem[], { level, cell }: { level: number; cell: number }): Promise<Atlas> {
  const most = Math.floor(LARGEST_PAGE / cell);
  const columns = Math.max(1, Math.min(most, Math.ceil(Math.sqrt(items.length))));
  const rows = Math.max(1, Math.min(most, Math.ceil(items.length / columns)));
  const perPage = columns * rows;
  const pages: Uint8Array[] = [];
  for (let start = 0; start < items.length; start += perPage) {
    const canvas = new Uint8Array(columns * cell * rows * cell * 4);
    for (let index = start; index < Math.min(items.length, start + perPage); index += 1) {
      const { left, top } = cellPlace(index, { cell, columns, rows });
      await drawInto(canvas, columns * cell, left, top, items[index]!, cell);
    }
    pages.push(await sharp(canvas, { raw: { width: columns * cell, height: rows * cell, channels: 4 } }).webp({ quality: 82, alphaQuality: 100, effort: 5, smartSubsample: true }).toBuffer());
  }
  return { level, cell, columns, rows, pages };
}

async function drawInto(canvas: Uint8Array, stride: number, left: number, top: number, item: AtlasItem, cell: number): Promise<void> {
  const picture = await decodePicture(await item.picture.read(), item.file, { longestSide: 4 * cell });
  const place = pictureInCell(item.width, item.height, cell);
  const small = await sharp(picture.rgba, { raw: { width: picture.width, height: picture.height, channels: 4 } })
    .resize(place.width, place.height, { fit: 'fill' }).raw().toBuffer();
  // Opaque pictures are drawn one pixel larger by repeating their edge: filtering at the edge then finds the picture's own colour.
  const margin = picture.transparent ? 0 : CELL_MARGIN;
  for (let y = -margin; y < place.height + margin; y += 1) {
    for (let x = -margin; x < place.width + margin; x += 1) {
      const from = 4 * (clamp(y, place.height) * place.width + clamp(x, place.width));
      const to = 4 * ((top + place.top + y) * stride + left + place.left + x);
      canvas.set(small.subarray(from, from + 4), to);
    }
  }
}

const clamp = (value: number, size: number): number => Math.min(size - 1, Math.max(0, value));
