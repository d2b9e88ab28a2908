import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { packAtlas, type AtlasPicture } from '../../../pipeline/images/atlas.ts';
import { decodePicture, type DecodedPicture } from '../../../pipeline/images/decode.ts';
import { cellPlace, pictureInCell } from '../../../src/gallery/atlas.ts';
import { furthest, halves, pixelAt, plain } from './pictures.support.ts';

const CELL = 64;
const COLOURS = [[220, 30, 30], [30, 160, 60], [40, 60, 200], [230, 200, 20], [120, 40, 140]] as const;

async function opaque(count: number, width = 90, height = 60) {
  const pictures = await Promise.all(COLOURS.map((colour) => plain(width, height, colour).png().toBuffer()));
  return Array.from({ length: count }, (_, index) => picture(pictures[index % COLOURS.length]!, `${index}.png`, width, height));
}
const picture = (bytes: Uint8Array, file: string, width: number, height: number): AtlasPicture =>
  ({ width, height, read: (longestSide) => decodePicture(bytes, file, { longestSide }) });
const open = (page: Uint8Array): Promise<DecodedPicture> => decodePicture(page, 'page.webp', { longestSide: 2048 });

describe('packAtlas', () => {
  it('puts every picture where the map looks for it', async () => {
    const items = await opaque(5);
    const atlas = await packAtlas(items, { level: 1, cell: CELL, page: 2048 });
    expect(atlas).toMatchObject({ level: 1, cell: CELL, columns: 3, rows: 2 });
    expect(atlas.pages).toHaveLength(1);
    const page = await open(atlas.pages[0]!);
    expect(page).toMatchObject({ width: 3 * CELL, height: 2 * CELL });
    for (let index = 0; index < items.length; index += 1) {
      const cell = cellPlace(index, atlas);
      const inside = pictureInCell(90, 60, CELL);
      for (const [x, y] of [[2, 2], [inside.width / 2, inside.height / 2], [inside.width - 3, inside.height - 3]] as const) {
        const found = pixelAt(page, cell.left + inside.left + Math.floor(x), cell.top + inside.top + Math.floor(y));
        expect(furthest(found, [...COLOURS[index]!, 255])).toBeLessThan(24);
      }
      expect(pixelAt(page, cell.left + CELL / 2, cell.top + 2)[3]).toBe(0);
    }
    expect(pixelAt(page, 2.5 * CELL, 1.5 * CELL)[3]).toBe(0);
  });

  it('repeats the edge of an opaque picture by the margin, and no further', async () => {
    const page = await open((await packAtlas(await opaque(1), { level: 0, cell: CELL, page: 2048 })).pages[0]!);
    const { left, top, width, height } = pictureInCell(90, 60, CELL);
    const alpha = (x: number, y: number): number => pixelAt(page, x, y)[3]!;
    for (const [x, y] of [[left - 1, top - 1], [left + width, top - 1], [left - 1, top + height], [left + width, top + height], [32, top - 1]] as const) {
      expect(alpha(x, y)).toBe(255);
    }
    expect(alpha(32, top - 2)).toBe(0);
    expect(alpha(32, top + height + 1)).toBe(0);
  });

  it('leaves see-through pictures as they are, without an edge', async () => {
    const bytes = await halves(60, 60, [0, 0, 0, 0], [200, 0, 0]).png().toBuffer();
    const page = await open((await packAtlas([picture(bytes, 'a.png', 60, 60)], { level: 0, cell: CELL, page: 2048 })).pages[0]!);
    expect(pixelAt(page, 8, 32)[3]).toBe(0);
    expect(pixelAt(page, 56, 32)[3]).toBe(255);
    expect(pixelAt(page, 63, 32)[3]).toBe(0);
  });

  it('goes on to further pages of one shape, none larger than was asked for', async () => {
    const side = 700;
    const items = await opaque(6, 30, 20);
    const atlas = await packAtlas(items, { level: 2, cell: side, page: 2048 });
    expect(atlas).toMatchObject({ columns: 2, rows: 2 });
    expect(atlas.pages).toHaveLength(2);
    const pages = await Promise.all(atlas.pages.map(open));
    for (const page of pages) expect(page).toMatchObject({ width: 1400, height: 1400 });
    for (const index of [0, 3, 4, 5]) {
      const cell = cellPlace(index, atlas);
      const found = pixelAt(pages[cell.page]!, cell.left + side / 2, cell.top + side / 2);
      expect(furthest(found, [...COLOURS[index % COLOURS.length]!, 255])).toBeLessThan(24);
    }
    expect(pixelAt(pages[1]!, side / 2, 1.5 * side)[3]).toBe(0);
  });

  it('fills pages of one shape evenly', async () => {
    const atlas = await packAtlas(await opaque(9), { level: 0, cell: 32, page: 64 });
    expect(atlas).toMatchObject({ columns: 2, rows: 2 });
    expect(atlas.pages).toHaveLength(3);
    expect(await packAtlas(await opaque(12), { level: 0, cell: 32, page: 96 })).toMatchObject({ columns: 3, rows: 2 });
  });

  it('takes pictures of the size of their cell as they are', async () => {
    const rgba = new Uint8Array(14 * 14 * 4).fill(200);
    const { pages } = await packAtlas([{ width: 9, height: 9, read: async () => ({ rgba, width: 14, height: 14, transparent: true }) }], { level: 0, cell: 16, page: 64 });
    const page = await open(pages[0]!);
    expect(pixelAt(page, 0, 8)[3]).toBe(0);
    expect(pixelAt(page, 1, 8)[3]).toBe(200);
  });

  it('packs nothing into no page', async () => {
    expect(await packAtlas([], { level: 0, cell: CELL, page: 2048 })).toMatchObject({ columns: 1, rows: 1, pages: [] });
  });

  it('writes WebP and names a picture that cannot be read', async () => {
    const { pages } = await packAtlas(await opaque(1), { level: 0, cell: CELL, page: 2048 });
    expect((await sharp(pages[0]!).metadata()).format).toBe('webp');
    await expect(packAtlas([picture(new Uint8Array(2), 'odd.png', 1, 1)], { level: 0, cell: CELL, page: 2048 })).rejects.toThrow(/^odd\.png cannot be read/);
  });
});
