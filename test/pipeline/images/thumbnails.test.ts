import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodePicture } from '../../../pipeline/images/decode.ts';
import { drawThumbnails } from '../../../pipeline/images/thumbnails.ts';
import { furthest, halves, pixelAt, svg } from './pictures.support.ts';

const FLAG = svg('viewBox="0 0 3 2"', '<rect width="3" height="1" fill="#c8102e"/><rect y="1" width="3" height="1" fill="#012169"/>');

describe('drawThumbnails', () => {
  it('draws an SVG at every size, in its own colours', async () => {
    const { thumbnails, largest } = await drawThumbnails({ bytes: FLAG, file: 'a.svg' }, [30, 120]);
    expect(thumbnails.map((image) => image.size)).toEqual([30, 120]);
    expect(largest).toMatchObject({ width: 120, height: 80 });
    for (const { size, bytes } of thumbnails) {
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: size, height: (size * 2) / 3 });
      const picture = await decodePicture(bytes, 'a.webp', { longestSide: size });
      expect(furthest(pixelAt(picture, 2, 2), [200, 16, 46, 255])).toBeLessThan(10);
      expect(furthest(pixelAt(picture, 2, picture.height - 3), [1, 33, 105, 255])).toBeLessThan(10);
    }
  });

  it('never enlarges a photograph, and turns it as EXIF says', async () => {
    const bytes = await halves(60, 40, [255, 0, 0], [0, 0, 255]).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const { thumbnails: [small, large] } = await drawThumbnails({ bytes, file: 'a.jpg' }, [30, 960]);
    expect(await sharp(small!.bytes).metadata()).toMatchObject({ width: 20, height: 30 });
    const metadata = await sharp(large!.bytes).metadata();
    expect(metadata).toMatchObject({ width: 40, height: 60 });
    expect(metadata.orientation ?? 1).toBe(1);
  });

  it('keeps what is see-through', async () => {
    const bytes = await halves(40, 20, [0, 0, 0, 0], [0, 128, 0]).png().toBuffer();
    const { thumbnails: [image] } = await drawThumbnails({ bytes, file: 'a.png' }, [40]);
    const picture = await decodePicture(image!.bytes, 'a.webp', { longestSide: 40 });
    expect(picture.transparent).toBe(true);
    expect(pixelAt(picture, 3, 10)[3]).toBeLessThan(10);
    expect(pixelAt(picture, 36, 10)[3]).toBe(255);
  });

  it('makes the same bytes of the same picture', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => drawThumbnails({ bytes: FLAG, file: 'a.svg' }, [64])));
    expect(Buffer.compare(first!.thumbnails[0]!.bytes, second!.thumbnails[0]!.bytes)).toBe(0);
  });

  it('names the picture that cannot be read', async () => {
    await expect(drawThumbnails({ bytes: new Uint8Array(9), file: 'odd.png' }, [64])).rejects.toThrow(/^odd\.png cannot be read/);
  });
});
