import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atlasFor, backgroundOf, cut } from '../../../src/utils/sprite.ts';
import { smallItem, smallManifest } from '../support/small-gallery.ts';

const atlas = (cell: number, level: number) => ({ level, cell, columns: 4, rows: 2, order: 'spread' as const, pages: ['atlas/a.webp', 'atlas/b.webp'] });

describe('sprites', () => {
  it('takes the smallest atlas that is sharp enough', () => {
    const manifest = smallManifest({ atlases: [atlas(128, 1), atlas(64, 0)] });
    expect([40, 64, 65, 500].map((pixels) => atlasFor(manifest, pixels)?.cell)).toEqual([64, 64, 128, 128]);
    expect(atlasFor(smallManifest(), 64)).toBeUndefined();
  });

  it('finds the page of an item beyond the first page', () => {
    expect(cut(smallItem(9), atlas(64, 0))).toMatchObject({ page: 1, path: 'atlas/b.webp' });
  });

  it('shows exactly the picture when the percentages are applied as a browser does', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 10, max: 300 }), fc.integer({ min: 10, max: 300 }), (index, width, height) => {
      const picture = cut(smallItem(index, { width, height }), atlas(64, 0));
      const { size, position } = backgroundOf(picture);
      const [across, down] = size.split(' ').map(parseFloat) as [number, number];
      const [left, top] = position.split(' ').map(parseFloat) as [number, number];
      // The box is as large as the picture: offset = percentage × (box − scaled page).
      const [pageWidth, pageHeight] = [(across / 100) * picture.width, (down / 100) * picture.height];
      expect(-(left / 100) * (picture.width - pageWidth)).toBeCloseTo(picture.left, 1);
      expect(-(top / 100) * (picture.height - pageHeight)).toBeCloseTo(picture.top, 1);
      expect(pageWidth).toBeCloseTo(256, 1);
    }));
  });
});
