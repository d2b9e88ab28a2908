import { describe, expect, it } from 'vitest';
import { sizeFor } from '../../../src/viewer/full.ts';

const atlases = [{ level: 0, cell: 24, columns: 1, rows: 1, order: 'spread' as const, pages: [] }, { level: 1, cell: 128, columns: 1, rows: 1, order: 'near' as const, pages: [] }];

describe('the full picture of the chosen one', () => {
  it('is fetched where it is drawn larger than the sharpest atlas, as large as needed', () => {
    expect([100, 128, 129, 320, 321, 5000].map((pixels) => sizeFor({ atlases, imageSizes: [320, 960] }, pixels))).toEqual([null, null, 320, 320, 960, 960]);
  });

  it('is never asked for where none is published, or none is sharper', () => {
    expect(sizeFor({ atlases, imageSizes: [] }, 500)).toBeNull();
    expect(sizeFor({ atlases, imageSizes: [96] }, 500)).toBeNull();
  });
});
