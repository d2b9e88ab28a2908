import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../../pipeline/publish/folder.ts';
import { asPng, reconstructionFiles, sheetsOf } from '../../../pipeline/publish/reconstruction-files.ts';
import { sheetWindow } from '../../../src/gallery/reconstruction-sheets.ts';
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

  it('lays those of many items on sheets, where a page finds each of them', async () => {
    const count = 2_001;
    const seen = picturesOf(4, 4, ...Array.from({ length: count }, (_, item) => Array.from({ length: 48 }, (_, value) => (item + (value % 16)) % 256)));
    const painted = { ...seen, data: seen.data.map((value) => 255 - value) };
    const embedding = embeddingOf({ painted: { seen, painted, errors: new Float32Array(count) } });
    const files = new Map(reconstructionFiles(embedding, []).map((file) => [file.path, file]));
    const encoder = { ...embedding.encoder, retrieval: {}, input: { width: 4, height: 4, channels: 1 }, reconstruction: { meanSquaredError: 0, median: 0, ...sheetsOf(embedding)! } };
    for (const item of [0, 1, 1_365, 2_000]) {
      const first = [...seen.data.subarray(48 * item, 48 * item + 16)];
      for (const [part, expected] of [['seen', first], ['painted', first.map((value) => 255 - value)], ['missed', first.map((value) => Math.abs(255 - 2 * value))]] as const) {
        const { path, left, top, width, height, sheetWidth, sheetHeight } = sheetWindow(encoder, item, count, part)!;
        const sheet = sharp(await bytesOf(files.get(path)!));
        expect(await sheet.metadata()).toMatchObject({ width: sheetWidth, height: sheetHeight, channels: 1 });
        expect([...await sheet.extract({ left, top, width, height }).toColourspace('b-w').raw().toBuffer()]).toEqual(expected);
      }
    }
    expect(files.size).toBe(2);
  });

  it('gives none for an encoder that paints nothing back', async () => {
    expect(reconstructionFiles(embeddingOf(), ['be', 'no'])).toEqual([]);
  });
});

it('writes one of several pictures without loss', async () => {
  expect(await pixels(await asPng(picturesOf(1, 1, [1, 2, 3], [250, 251, 252]), 1))).toEqual([250, 251, 252]);
});
