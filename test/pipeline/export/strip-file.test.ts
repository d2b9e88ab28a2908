import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { writeStrips } from '../../../pipeline/export/strip-file.ts';
import { temporaryFolder } from '../../support/folder.ts';

describe('writeStrips', () => {
  it.each([1, 2, 7])('writes %i strips as one picture', async (rows) => {
    const file = path.join(await temporaryFolder(), 'a.tif');
    const pixels = (row: number): Uint8Array => Uint8Array.from({ length: 5 * 2 * 3 }, (_, index) => (row * 30 + index) % 256);
    await writeStrips(file, { width: 5, height: 2, rows }, async (row) => pixels(row));
    const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 5, height: 2 * rows, channels: 3 });
    expect([...data]).toEqual(Array.from({ length: rows }, (_, row) => [...pixels(row)]).flat());
  });

  it('writes what is read again although what is handed over at a time is larger than a reader takes', async () => {
    const file = path.join(await temporaryFolder(), 'a.tif');
    const [width, height] = [16_384, 1100];
    await writeStrips(file, { width, height, rows: 2 }, async () => new Uint8Array(3 * width * height).fill(120));
    const { channels } = await sharp(file, { sequentialRead: true }).stats();
    expect(channels.map(({ min, max }) => [min, max])).toEqual([[120, 120], [120, 120], [120, 120]]);
  });

  it('refuses strips of another size, and more than TIFF can hold', async () => {
    const file = path.join(await temporaryFolder(), 'a.tif');
    await expect(writeStrips(file, { width: 5, height: 2, rows: 1 }, async () => new Uint8Array(3))).rejects.toThrow(RangeError);
    await expect(writeStrips(file, { width: 40_000, height: 40, rows: 1_000 }, async () => new Uint8Array(3))).rejects.toThrow(/too many for TIFF/);
  });
});
