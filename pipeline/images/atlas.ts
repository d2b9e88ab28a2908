/** Packs all pictures of a collection into a few large ones, which the map draws from. */
import sharp from 'sharp';
import { cellPlace, pictureInCell, CELL_MARGIN } from '../../src/gallery/atlas.ts';
import { atOnce } from '../ground/at-once.ts';
import type { DecodedPicture } from './decode.ts';

export interface AtlasPicture {
  /** Pixels of the published picture: the map works out from them what part of the cell is picture. */
  width: number;
  height: number;
  /** Its pixels, with a longer side of at least `longestSide` where it has that many. */
  read(longestSide: number): Promise<DecodedPicture>;
}

interface AtlasSettings {
  level: number;
  /** Side of a cell, in pixels. */
  cell: number;
  /** Longest side of a page, in pixels; at most 2048: every phone's graphics processor takes that. */
  page: number;
}

interface Atlas {
  level: number;
  cell: number;
  /** Cells in a row and in a column of every page. */
  columns: number;
  rows: number;
  /** WebP. */
  pages: Uint8Array[];
}

/** Pictures of a page in work at a time: sharp has threads of its own. */
const AT_ONCE = 4;
/** One page is drawn while another is encoded, which takes a single thread. */
const PAGES_AT_ONCE = 2;

/** Picture i lies in cell i; see src/gallery/atlas.ts for where that is. Throws a Problem where a picture cannot be read. */
export async function packAtlas(pictures: readonly AtlasPicture[], { level, cell, page }: AtlasSettings): Promise<Atlas> {
  const most = Math.max(1, Math.floor(page / cell));
  const columns = Math.max(1, Math.min(most, Math.ceil(Math.sqrt(pictures.length))));
  const allRows = Math.ceil(pictures.length / columns);
  // Pages of one shape, filled evenly: a last one that is nearly empty costs as much memory as a full one.
  const rows = Math.max(1, Math.ceil(allRows / Math.ceil(allRows / most || 1)));
  const perPage = columns * rows;
  const ofPages = Array.from({ length: Math.ceil(pictures.length / perPage) }, (_, index) => pictures.slice(index * perPage, (index + 1) * perPage));
  const pages = await atOnce(PAGES_AT_ONCE, ofPages, async (ofPage) => {
    const canvas = new Uint8Array(columns * cell * rows * cell * 4);
    await atOnce(AT_ONCE, ofPage, (picture, index) => {
      const { left, top } = cellPlace(index, { cell, columns, rows });
      return drawInto(canvas, columns * cell, left, top, picture, cell);
    });
    return sharp(canvas, { raw: { width: columns * cell, height: rows * cell, channels: 4 } }).webp({ quality: 82, alphaQuality: 100, effort: 5, smartSubsample: true }).toBuffer();
  });
  return { level, cell, columns, rows, pages };
}

async function drawInto(canvas: Uint8Array, stride: number, left: number, top: number, item: AtlasPicture, cell: number): Promise<void> {
  const picture = await item.read(4 * cell);
  const place = pictureInCell(item.width, item.height, cell);
  const small = await sized(picture, place);
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

async function sized({ rgba, width, height }: DecodedPicture, to: { width: number; height: number }): Promise<Uint8Array> {
  if (width === to.width && height === to.height) return rgba;
  return sharp(rgba, { raw: { width, height, channels: 4 } }).resize(to.width, to.height, { fit: 'fill' }).raw().toBuffer();
}

const clamp = (value: number, size: number): number => Math.min(size - 1, Math.max(0, value));
