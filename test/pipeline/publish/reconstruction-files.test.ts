import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../../pipeline/publish/folder.ts';
import { asPng, reconstructionFiles } from '../../../pipeline/publish/reconstruction-files.ts';
import { embeddingOf, picturesOf } from './prepared.support.ts';

const pixels = async (bytes: Uint8Array): Promise<number[]> => [...await sharp(bytes).removeAlpha().raw().toBuffer()];

describe('reconstructionFiles', () => {
  it('shows what was seen, painted and missed of each picture, pixel for pixel', async () => {
    const seen = picturesOf(2, 1, [10, 20, 30, 40, 50, 60], [0, 255, 0, 255, 0, 255]);
    const painted = picturesOf(2, 1, [12, 15, 30, 40, 0, 255], [0, 255, 0, 255, 0, 255]);
    const files = reconstructionFiles(embeddingOf({ painted: { seen, painted, errors: new Float32Array(2) } }), ['be', 'no']);
    expect(files.map((file) => file.path)).toEqual(['be', 'no'].flatMap((slug) => ['seen', 'painted', 'missed'].map((part) => `reconstructions/conv-autoencoder/${slug}-${part}.png`)));
    expect(await sharp(await bytesOf(files[0]!)).metadata()).toMatchObject({ format: 'png', width: 2, height: 1 });
    // Planar in, interleaved out.
    expect(await pixels(await bytesOf(files[0]!))).toEqual([10, 30, 50, 20, 40, 60]);
    expect(await pixels(await bytesOf(files[1]!))).toEqual([12, 30, 0, 15, 40, 255]);
    expect(await pixels(await bytesOf(files[2]!))).toEqual([2, 0, 50, 5, 0, 195]);
    expect(await pixels(await bytesOf(files[5]!))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('gives none for an encoder that paints nothing back', async () => {
    expect(reconstructionFiles(embeddingOf(), ['be', 'no'])).toEqual([]);
  });
});

it('writes one of several pictures without loss', async () => {
  expect(await pixels(await asPng(picturesOf(1, 1, [1, 2, 3], [250, 251, 252]), 1))).toEqual([250, 251, 252]);
});
