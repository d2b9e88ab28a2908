import { fixedSizeList, uint32 } from '@uwdata/flechette';
import { describe, expect, it } from 'vitest';
import { GalleryError } from '../../../src/gallery/manifest.ts';
import { joinNeighbours, partCount, partOf, readNeighbours } from '../../../src/gallery/neighbours.ts';
import { encode, sampleManifest, sampleNeighbours } from './sample.ts';

const read = (part: number, bytes = encode(sampleNeighbours()[part]!)) => readNeighbours(bytes, sampleManifest(), part, `neighbours/pixels-${part}.arrow`);

describe('readNeighbours', () => {
  it('reads parts, the last one shorter, and joins them', () => {
    expect(partCount(sampleManifest())).toBe(2);
    expect([0, 1, 2].map((item) => partOf(item, sampleManifest()))).toEqual([0, 0, 1]);
    expect(joinNeighbours([read(0), read(1)], 2)).toEqual({ indices: Uint32Array.of(1, 2, 0, 2, 0, 1), distances: Float32Array.of(0.5, 4, 0.5, 3, 4, 8), perItem: 2 });
  });

  it('joins no part into empty lists', () => {
    expect(joinNeighbours([], 2)).toEqual({ indices: new Uint32Array(0), distances: new Float32Array(0), perItem: 2 });
  });

  it('refuses another number of rows, lists of another length, a missing column and what is no table', () => {
    const sentence = new GalleryError('neighbours/pixels-1.arrow of “Flags” is damaged; reload the page, or build the gallery again.');
    expect(() => read(1, encode(sampleNeighbours()[0]!))).toThrow(sentence);
    expect(() => read(1, encode({ ...sampleNeighbours()[1]!, indices: [fixedSizeList(uint32(), 3), [[0, 1, 2]]] }))).toThrow(sentence);
    expect(() => read(1, encode({ indices: sampleNeighbours()[1]!.indices! }))).toThrow(sentence);
    expect(() => read(1, new Uint8Array(3))).toThrow(sentence);
  });
});
