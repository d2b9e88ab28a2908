/** A collection's square grid as one picture, for pages that show all of it at a glance. */
import sharp from 'sharp';
import type { Manifest } from '../../src/gallery/manifest.ts';
import { codeKey } from '../cache/code-key.ts';
import type { Stages } from '../cache/stages.ts';
import { atOnce } from '../ground/at-once.ts';
import { picturesKey } from '../images/keys.ts';
import type { PreparedItem } from '../images/prepare.ts';
import type { Layout } from '../layout/maps.ts';
import type { GalleryFile } from './folder.ts';

/** Pixels of the longer side, about, and the largest cell. */
const [SIDE, LARGEST] = [1600, 96];
/** Pictures in work at a time: sharp has threads of its own. */
const AT_ONCE = 4;

/** Each picture whole, in the middle of its cell; what is empty can be seen through. Null where there is no square grid. */
export async function gridFile(
  items: readonly PreparedItem[], layouts: readonly Layout[], stages: Stages,
): Promise<{ manifest: NonNullable<Manifest['gridPicture']>; file: GalleryFile } | null> {
  const grid = layouts.find(({ manifest }) => manifest.method === 'grid' && manifest.shape === 'square');
  if (!grid) return null;
  const { columns = 1, rows = 1, id } = grid.manifest;
  const cell = Math.max(1, Math.min(LARGEST, Math.floor(SIDE / Math.max(columns, rows))));
  const size = { width: columns * cell, height: rows * cell };
  // Thumbnails are drawn into it.
  const from = [codeKey('pipeline/publish/grid-file.ts', 'pipeline/images/prepare.ts'), picturesKey(items), new Uint8Array(grid.coordinates.slice().buffer), columns, rows];
  const bytes = await stages.stage('grid picture', from, () => drawGrid(items, grid.coordinates, size, cell)).value();
  return { manifest: { image: 'grid.webp', layout: id, ...size }, file: { path: 'grid.webp', bytes } };
}

/** `cells`: column and row of each item, interleaved. */
async function drawGrid(items: readonly PreparedItem[], cells: Float32Array, { width, height }: { width: number; height: number }, cell: number): Promise<Uint8Array> {
  const canvas = new Uint8Array(4 * width * height);
  await atOnce(AT_ONCE, items, async (item, index) => {
    const [smallest] = await item.thumbnails();
    const side = Math.max(1, cell - 1);
    const { data, info } = await sharp(smallest!.bytes).resize(side, side, { fit: 'inside' }).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const left = Math.round(cells[2 * index]!) * cell + Math.floor((cell - info.width) / 2);
    const top = Math.round(cells[2 * index + 1]!) * cell + Math.floor((cell - info.height) / 2);
    for (let y = 0; y < info.height; y += 1) canvas.set(data.subarray(4 * info.width * y, 4 * info.width * (y + 1)), 4 * ((top + y) * width + left));
  });
  return sharp(canvas, { raw: { width, height, channels: 4 } }).webp({ quality: 80, smartSubsample: true }).toBuffer();
}
