import { fixedSizeList, float32, uint32 } from '@uwdata/flechette';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../src/gallery/manifest.ts';
import { createNearest } from '../../../src/viewer/nearest.ts';
import { encode, sampleManifest, sampleNeighbours } from '../gallery/sample.ts';

/** The lists of the sample's three items in two parts, for both encoders; `missing` do not arrive. */
function setUp({ most = 6, missing = [], manifest = sampleManifest() }: { most?: number; missing?: string[]; manifest?: Manifest } = {}) {
  const asked: string[] = [];
  const nearest = createNearest(manifest, async (path) => {
    asked.push(path);
    if (missing.includes(path)) throw new Error(path);
    return encode(sampleNeighbours()[path.endsWith('-0.arrow') ? 0 : 1]!);
  }, most);
  return { asked, nearest, missing };
}

describe('the nearest of an item', () => {
  it('are known once they were fetched, nearest first', async () => {
    const { nearest } = setUp();
    expect(nearest.known(1, 'pixels')).toBeNull();
    expect(await nearest.load(1, 'pixels')).toBe(true);
    expect(nearest.known(1, 'pixels')).toEqual([{ index: 0, distance: 0.5 }, { index: 2, distance: 3 }]);
    expect(nearest.known(1, 'conv-autoencoder')).toBeNull();
  });

  it('are found in the part that holds the item', async () => {
    const { nearest, asked } = setUp();
    await nearest.load(2, 'pixels');
    expect(asked).toEqual(['neighbours/pixels-1.arrow']);
    expect(nearest.known(2, 'pixels')).toEqual([{ index: 0, distance: 4 }, { index: 1, distance: 8 }]);
    expect(nearest.known(0, 'pixels')).toBeNull();
  });

  it('are no more than are wanted', async () => {
    const { nearest } = setUp({ most: 1 });
    await nearest.load(0, 'pixels');
    expect(nearest.known(0, 'pixels')).toEqual([{ index: 1, distance: 0.5 }]);
  });

  it('are fetched once for all items of a part, on the way and later', async () => {
    const { nearest, asked } = setUp();
    await Promise.all([nearest.load(0, 'pixels'), nearest.load(1, 'pixels')]);
    await nearest.load(0, 'pixels');
    expect(asked).toEqual(['neighbours/pixels-0.arrow']);
  });

  it('are asked for again where they did not arrive', async () => {
    const { nearest, asked, missing } = setUp({ missing: ['neighbours/pixels-0.arrow'] });
    expect(await nearest.load(0, 'pixels')).toBe(false);
    expect(nearest.known(0, 'pixels')).toBeNull();
    missing.pop();
    expect(await nearest.load(0, 'pixels')).toBe(true);
    expect(nearest.known(0, 'pixels')).toHaveLength(2);
    expect(asked).toHaveLength(2);
  });

  it('are not taken from a file that is of another gallery', async () => {
    const manifest = sampleManifest();
    manifest.files['neighbours/pixels-0.arrow'] = { bytes: 12, sha256: '' };
    const { nearest } = setUp({ manifest });
    expect(await nearest.load(0, 'pixels')).toBe(false);
    expect(nearest.known(0, 'pixels')).toBeNull();
  });

  it('are none in a gallery of one picture', async () => {
    const manifest = { ...sampleManifest(), count: 1, neighbours: 0 };
    const empty = encode({ indices: [fixedSizeList(uint32(), 0), [[]]], distances: [fixedSizeList(float32(), 0), [[]]] });
    const nearest = createNearest(manifest, async () => empty, 6);
    expect(await nearest.load(0, 'pixels')).toBe(true);
    expect(nearest.known(0, 'pixels')).toEqual([]);
  });
});
