import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { buildCollections } from '../../../pipeline/build-all.ts';
import { writeGridPicture } from '../../../pipeline/export/grid-picture.ts';
import { silent } from '../../../pipeline/report/progress.ts';
import { decodePicture } from '../../../pipeline/images/decode.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { furthest, pixelAt, plain } from '../images/pictures.support.ts';

const COLOURS: [number, number, number][] = [[200, 0, 0], [0, 160, 0], [0, 0, 200], [200, 200, 0], [0, 160, 160]];

/** A published gallery of five wide pictures of one colour each. */
async function published(): Promise<{ root: string; gallery: string }> {
  const root = await temporaryFolder();
  await mkdir(path.join(root, 'content/collections'), { recursive: true });
  await mkdir(path.join(root, 'pictures'));
  for (const [index, colour] of COLOURS.entries()) await plain(60, 30, colour).png().toFile(path.join(root, `pictures/${index}.png`));
  await writeFile(path.join(root, 'content/collections/five.yaml'), 'title: Five\ndescription: Test.\nsource: { type: folder, folder: pictures }\nencoders: [{ type: pixels, size: [8, 8] }]\n');
  await buildCollections({ root, cache: path.join(root, '.cache'), ids: [], clock: () => 0, progress: silent });
  return { root, gallery: path.join(root, 'public/galleries/five') };
}

describe('writeGridPicture', () => {
  it('draws every picture once, whole, in the middle of a cell', async () => {
    const { root, gallery } = await published();
    const out = path.join(root, 'five.png');
    const told: number[][] = [];
    expect(await writeGridPicture({ gallery, layout: 'grid', cell: 20, out, onProgress: (...step) => told.push(step) })).toEqual({ width: 60, height: 40 });
    expect(told).toEqual([[1, 2], [2, 2]]);
    expect((await readdir(root)).filter((name) => name.startsWith('five'))).toEqual(['five.png']);
    const picture = await decodePicture(await sharp(out).png().toBuffer(), out, { longestSide: 60 });
    const cells = Array.from({ length: 6 }, (_, cell) => ({ x: 20 * (cell % 3), y: 20 * Math.floor(cell / 3) }));
    const found = cells.map(({ x, y }) => COLOURS.findIndex((colour) => furthest(pixelAt(picture, x + 10, y + 10).slice(0, 3), colour) < 12));
    expect([...found].sort()).toEqual([-1, 0, 1, 2, 3, 4]);
    cells.forEach(({ x, y }, index) => {
      if (found[index] === -1) return;
      expect(furthest(pixelAt(picture, x + 1, y + 7).slice(0, 3), COLOURS[found[index]!]!)).toBeLessThan(12);
      for (const row of [1, 18]) expect(pixelAt(picture, x + 10, y + row).slice(0, 3)).toEqual([255, 255, 255]);
    });
  });

  it.each(['jpg', 'webp'])('writes .%s, and a grid of another shape by its id', async (ending) => {
    const { root, gallery } = await published();
    const out = path.join(root, `five.${ending}`);
    const size = await writeGridPicture({ gallery, layout: 'pixels/grid-wide', cell: 16, out });
    expect(await sharp(out).metadata()).toMatchObject({ ...size, format: ending === 'jpg' ? 'jpeg' : 'webp' });
    expect(size.width).toBeGreaterThan(size.height);
  });

  it('says in one sentence what cannot be, and leaves nothing behind', async () => {
    const { root, gallery } = await published();
    const refused = async (change: Partial<Parameters<typeof writeGridPicture>[0]>, sentence: RegExp): Promise<void> => {
      await expect(writeGridPicture({ gallery, layout: 'grid', cell: 20, out: path.join(root, 'a.png'), ...change })).rejects.toMatchObject({ name: 'Problem', message: expect.stringMatching(sentence) });
    };
    await refused({ out: path.join(root, 'a.bmp') }, /a\.bmp must end in \.png, \.jpg or \.webp/);
    await refused({ gallery: path.join(root, 'none') }, /none holds no gallery that can be read; build it first\.$/);
    await refused({ layout: 'pixels/tsne' }, /“Five” has no grid “pixels\/tsne”; it has: pixels\/grid-square, /);
    await refused({ cell: 5462 }, /A cell of 5462 pixels does not do for 3 × 2 cells in a \.png picture; choose --cell from 1 to 5461\.$/);
    await refused({ cell: 2561, out: path.join(root, 'a.webp') }, /in a \.webp picture; choose --cell from 1 to 2560\.$/);
    await refused({ cell: Number.NaN }, /A cell of NaN pixels does not do/);
    expect((await readdir(root)).sort()).toEqual(['.cache', 'content', 'pictures', 'public']);
  });
});
