import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { asPng, reconstructionFiles } from '../../../pipeline/publish/reconstruction-files.ts';
import { embeddingOf, picturesOf } from './prepared.support.ts';

const pixels = async (bytes: Uint8Array): Promise<number[]> => [...await sharp(bytes).removeAlpha().raw().toBuffer()];

describe('reconstructionFiles', () => {
  it('shows what was seen, painted and missed of each picture, pixel for pixel', async () => {
    const seen = picturesOf(2, 1, [10, 20, 30, 40, 50, 60], [0, 255, 0, 255, 0, 255]);
    const painted = picturesOf(2, 1, [12, 15, 30, 40, 0, 255], [0, 255, 0, 255, 0, 255]);
    const files = await reconstructionFiles(embeddingOf({ painted: { seen, painted, errors: new Float32Array(2) } }), ['be', 'no']);
    expect(files.map((file) => file.path)).toEqual(['be', 'no'].flatMap((slug) => ['seen', 'painted', 'missed'].map((part) => `reconstructions/conv-autoencoder/${slug}-${part}.png`)));
    expect(await sharp(files[0]!.bytes).metadata()).toMatchObject({ format: 'png', width: 2, height: 1 });
    // Planar in, interleaved out.
    expect(await pixels(files[0]!.bytes)).toEqual([10, 30, 50, 20, 40, 60]);
    expect(await pixels(files[1]!.bytes)).toEqual([12, 30, 0, 15, 40, 255]);
    expect(await pixels(files[2]!.bytes)).toEqual([2, 0, 50, 5, 0, 195]);
    expect(await pixels(files[5]!.bytes)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('gives none for an encoder that paints nothing back', async () => {
    expect(await reconstructionFiles(embeddingOf(), ['be', 'no'])).toEqual([]);
  });
});

it('writes one of several pictures without loss', async () => {
  expect(await pixels(await asPng(picturesOf(1, 1, [1, 2, 3], [250, 251, 252]), 1))).toEqual([250, 251, 252]);
});
