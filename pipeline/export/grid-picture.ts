/** The grid of a published gallery as one large picture, for a wall or a poster. */
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { ManifestLayout } from '../../src/gallery/manifest.ts';
import { imageSizesOf } from '../../src/gallery/image-sizes.ts';
import { imagePath } from '../../src/gallery/paths.ts';
import { openTable, type OpenedTable } from '../../src/gallery/read.ts';
import { atOnce } from '../ground/at-once.ts';
import { asProblem } from '../ground/disk.ts';
import { Problem } from '../ground/problem.ts';
import { writeStrips } from './strip-file.ts';

interface Options {
  /** Folder of the published gallery. */
  gallery: string;
  /** A grid's id, such as `pixels/grid-wide`, or `grid` for the first encoder's square one. */
  layout: string;
  /** Pixels of a cell's side. */
  cell: number;
  /** The picture's file: .png, .webp or .jpg. */
  out: string;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** Longest side of a picture that programs and printers still take. */
const LONGEST = 16_384;
interface Format {
  longest: number;
  encode(picture: Sharp): Sharp;
}
const jpeg: Format = {
  longest: LONGEST,
  // Better Huffman tables would save a few percent and hold all coefficients in memory: 1.6 GB for the largest picture.
  encode: (picture) => picture.jpeg({ quality: 90, optimiseCoding: false }),
};
const formats: Record<string, Format> = {
  '.jpg': jpeg, '.jpeg': jpeg,
  // Without a quality: with one, sharp reduces the picture to 256 colours.
  '.png': { longest: LONGEST, encode: (picture) => picture.png() },
  // WebP is encoded whole, which takes 11 bytes of memory a pixel for photographs and up to 18 for noise: with this side some 700 MB.
  '.webp': { longest: 7_680, encode: (picture) => picture.webp({ quality: 90 }) },
};

/**
 * Writes the picture: each item in its cell, whole and in its own proportions, on white. One row of cells is in memory at a time,
 * and the finished pixels lie on disk until they are encoded. Throws a Problem where there is no such grid or it is too large.
 */
export async function writeGridPicture(options: Options): Promise<{ width: number; height: number }> {
  const ending = path.extname(options.out).toLowerCase();
  const format = formats[ending];
  if (!format) throw new Problem(`${options.out} must end in .png, .jpg or .webp; name such a file with --out.`);
  const table = await openTable((name) => readFile(path.join(options.gallery, name))).catch(() => {
    throw new Problem(`${options.gallery} holds no gallery that can be read; build it first.`);
  });
  const { cell } = options;
  const grid = gridOf(table, options.layout);
  const most = Math.floor(format.longest / Math.max(grid.columns, grid.rows));
  if (!Number.isInteger(cell) || cell < 1 || cell > most) {
    throw new Problem(`A cell of ${cell} pixels does not do for ${grid.columns} × ${grid.rows} cells in a ${ending} picture; choose --cell from 1 to ${most}.`);
  }
  const pixels = `${options.out}.pixels.tif`;
  const unfinished = `${options.out}.unfinished`;
  const size = { width: grid.columns * cell, height: grid.rows * cell };
  try {
    await mkdir(path.dirname(options.out), { recursive: true });
    await writeStrips(pixels, { width: size.width, height: cell, rows: grid.rows }, async (row) => {
      options.signal?.throwIfAborted();
      const strip = await drawRow(grid, row, table, options);
      options.onProgress?.(row + 1, grid.rows);
      return strip;
    });
    await format.encode(sharp(pixels, { limitInputPixels: false, sequentialRead: true })).toFile(unfinished);
    await rename(unfinished, options.out);
  } catch (error) {
    throw asProblem(error, options.out);
  } finally {
    await rm(pixels, { force: true });
    await rm(unfinished, { force: true });
  }
  return size;
}

interface Grid {
  columns: number;
  rows: number;
  /** The item in each cell, row by row; undefined where none is. */
  items: (number | undefined)[];
}

function gridOf({ manifest, items }: OpenedTable, wanted: string): Grid {
  const grids = manifest.layouts.filter((layout): layout is ManifestLayout & { columns: number; rows: number } => layout.columns !== undefined && layout.rows !== undefined);
  const grid = grids.find((layout) => layout.id === wanted || (wanted === 'grid' && layout.shape === 'square'));
  if (!grid) throw new Problem(`“${manifest.title}” has no grid “${wanted}”; it has: ${grids.map((layout) => layout.id).join(', ') || 'none, so add “grid” to its layouts and build it again'}.`);
  const { x, y } = items.coordinates(grid);
  const cells: Grid['items'] = new Array(grid.columns * grid.rows);
  // Coordinates run from the first to the last cell's centre.
  const place = (value: number, extent: number, count: number): number => (extent > 0 ? Math.round((value / extent) * (count - 1)) : 0);
  x.forEach((_, index) => {
    cells[place(y[index]!, grid.box.height, grid.rows) * grid.columns + place(x[index]!, grid.box.width, grid.columns)] = index;
  });
  return { columns: grid.columns, rows: grid.rows, items: cells };
}

/** Pictures in work at a time: sharp has threads of its own. */
const AT_ONCE = 4;

async function drawRow(grid: Grid, row: number, { manifest, items }: OpenedTable, { gallery, cell }: Options): Promise<Uint8Array> {
  const stride = grid.columns * cell * 3;
  const strip = new Uint8Array(stride * cell).fill(255);
  await atOnce(AT_ONCE, grid.items.slice(row * grid.columns, (row + 1) * grid.columns), async (index, column) => {
    if (index === undefined) return;
    const item = items.list[index]!;
    const sizes = imageSizesOf(manifest.imageSizes, item);
    const { data, info } = await sharp(path.join(gallery, imagePath(item.slug, sizes.find((size) => size >= cell) ?? sizes.at(-1)!)))
      .flatten({ background: '#ffffff' }).resize(cell, cell, { fit: 'inside' }).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
    const [left, top] = [Math.floor((cell - info.width) / 2), Math.floor((cell - info.height) / 2)];
    for (let y = 0; y < info.height; y += 1) {
      strip.set(data.subarray(3 * info.width * y, 3 * info.width * (y + 1)), (top + y) * stride + 3 * (column * cell + left));
    }
  });
  return strip;
}
