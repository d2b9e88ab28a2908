import { describe, expect, it } from 'vitest';
import { inMemory } from '../../../pipeline/images/encoded-picture.ts';
import { interleaved } from '../../../pipeline/images/pictures.ts';
import { toPictures } from '../../../pipeline/images/tensors.ts';
import { furthest, halves, plain, svg } from './pictures.support.ts';

const SIZE = { width: 6, height: 4 };

describe('toPictures', () => {
  it('stretches every picture to one size, in the order given', async () => {
    const items = await Promise.all([
      halves(30, 90, [255, 0, 0], [0, 0, 255]), plain(200, 10, [0, 128, 0]), plain(2, 2, [10, 20, 30]),
    ].map(async (picture, index) => ({ file: `${index}.png`, picture: inMemory(await picture.png().toBuffer()) })));
    const pictures = await toPictures(items, SIZE);
    expect(pictures).toMatchObject({ count: 3, ...SIZE });
    const first = interleaved(pictures, 0);
    expect(furthest(first.subarray(0, 3), [255, 0, 0])).toBeLessThan(8);
    expect(furthest(first.subarray(15, 18), [0, 0, 255])).toBeLessThan(8);
    expect(furthest(interleaved(pictures, 1), Array.from({ length: 24 }, () => [0, 128, 0]).flat())).toBeLessThan(3);
    expect(furthest(interleaved(pictures, 2), Array.from({ length: 24 }, () => [10, 20, 30]).flat())).toBeLessThan(3);
  });

  it('puts what is see-through on white', async () => {
    const bytes = await halves(40, 20, [0, 0, 0, 0], [0, 0, 0, 255]).png().toBuffer();
    const rgb = interleaved(await toPictures([{ picture: inMemory(bytes), file: 'a.png' }], SIZE), 0);
    expect(furthest(rgb.subarray(0, 3), [255, 255, 255])).toBeLessThan(8);
    expect(furthest(rgb.subarray(15, 18), [0, 0, 0])).toBeLessThan(8);
  });

  it('sees a drawing and a photograph of it alike', async () => {
    const drawing = svg('width="9000" height="6000"', '<rect width="4500" height="6000" fill="#c00000"/><rect x="4500" width="4500" height="6000" fill="#0000c0"/>');
    const photograph = await halves(600, 400, [192, 0, 0], [0, 0, 192]).png().toBuffer();
    const pictures = await toPictures([{ picture: inMemory(drawing), file: 'a.svg' }, { picture: inMemory(photograph), file: 'b.png' }], SIZE);
    expect(furthest(interleaved(pictures, 0), interleaved(pictures, 1))).toBeLessThan(4);
  });

  it('tells of each picture done', async () => {
    const bytes = await plain(3, 3, [1, 1, 1]).png().toBuffer();
    const told: number[][] = [];
    await toPictures(Array.from({ length: 7 }, () => ({ picture: inMemory(bytes), file: 'a.png' })), SIZE, (done, total) => told.push([done, total]));
    expect(told).toEqual([1, 2, 3, 4, 5, 6, 7].map((done) => [done, 7]));
    expect(await toPictures([], SIZE)).toMatchObject({ count: 0 });
  });

  it('names the picture that cannot be read', async () => {
    await expect(toPictures([{ picture: inMemory(new Uint8Array(3)), file: 'odd.png' }], SIZE)).rejects.toThrow(/^odd\.png cannot be read/);
  });
});
