import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { codeKey } from '../../../pipeline/cache/code-key.ts';
import type { Ingredient } from '../../../pipeline/cache/key.ts';
import { cachedStages } from '../../../pipeline/cache/stages.ts';
import type { Layout } from '../../../pipeline/layout/maps.ts';
import { bytesOf } from '../../../pipeline/publish/folder.ts';
import { gridFile } from '../../../pipeline/publish/grid-file.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { plain } from '../images/pictures.support.ts';
import { fewFlags } from '../sources/flags.support.ts';
import { preparedOf } from './prepared.support.ts';

const open = async () => cachedStages({ folder: await temporaryFolder(), clock: () => 0 });
const colours: [number, number, number][] = [[220, 20, 20], [20, 160, 20], [20, 20, 220]];
const items = await Promise.all(colours.map(async (colour, index) => {
  const bytes = await plain(120, 60, colour).webp({ lossless: true }).toBuffer();
  return preparedOf({ ...fewFlags()[0]!, id: `p${index}` }, { thumbnails: () => Promise.resolve([{ size: 120, bytes }]) });
}));
const layout = (shape: 'square' | 'wide', columns: number, rows: number, ...cells: number[]): Layout =>
  ({ coordinates: Float32Array.from(cells), manifest: { id: `pixels/grid-${shape}`, method: 'grid', shape, columns, rows } as Layout['manifest'] });

describe('gridFile', () => {
  it('draws each picture whole in its cell, and leaves the rest see-through', async () => {
    const made = await gridFile(items, [layout('wide', 3, 1, 0, 0, 1, 0, 2, 0), layout('square', 2, 2, 1, 0, 0, 0, 1, 1)], await open());
    expect(made!.manifest).toEqual({ image: 'grid.webp', layout: 'pixels/grid-square', width: 192, height: 192 });
    const { data, info } = await sharp(await bytesOf(made!.file)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const at = (column: number, row: number, y = 48) => Array.from(data.subarray(4 * ((row * 96 + y) * info.width + column * 96 + 48)).subarray(0, 4));
    const near = (colour: readonly number[]) => colour.map((value) => expect.closeTo(value, -1.5));
    expect(at(1, 0)).toEqual([...near(colours[0]!), 255]);
    expect(at(0, 0)).toEqual([...near(colours[1]!), 255]);
    expect(at(1, 1)).toEqual([...near(colours[2]!), 255]);
    // Nobody's cell, and above a picture that is twice as wide as high.
    expect(at(0, 1)[3]).toBe(0);
    expect(at(1, 0, 10)[3]).toBe(0);
  });

  it.each([900, 1_700])('gives each picture a pixel at least, in %i columns', async (columns) => {
    const made = await gridFile(items, [layout('square', columns, 2, 0, 0, columns - 1, 0, 5, 1)], await open());
    expect(made!.manifest).toMatchObject({ width: columns, height: 2 });
    const { data } = await sharp(await bytesOf(made!.file)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([0, columns - 1, columns + 5].map((place) => data[4 * place + 3])).toEqual([255, 255, 255]);
  });

  it('is drawn again when thumbnails are made otherwise', async () => {
    const keys: Ingredient[] = [];
    const stages = await open();
    await gridFile(items, [layout('square', 2, 2, 1, 0, 0, 0, 1, 1)], { ...stages, stage: (name, from, make) => (keys.push(from), stages.stage(name, from, make)) });
    expect(keys.flat()).toContain(codeKey('pipeline/publish/grid-file.ts', 'pipeline/images/prepare.ts'));
  });

  it('is nothing where there is no square grid', async () => {
    expect(await gridFile(items, [layout('wide', 3, 1, 0, 0, 1, 0, 2, 0)], await open())).toBeNull();
  });
});
