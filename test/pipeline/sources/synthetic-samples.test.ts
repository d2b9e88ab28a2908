import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawSamples } from '../../../pipeline/sources/synthetic-samples.ts';
import { fewFlags } from './flags.support.ts';

describe('drawSamples', () => {
  it('shows mash-ups first, then the other kinds, as WebP', async () => {
    const samples = await drawSamples(fewFlags(), 1);
    const order = samples.map((sample) => sample.kind);
    expect(order[0]).toBe('mash-up');
    expect(order).toEqual([...order].sort((a, b) => ['mash-up', 'recolour', 'layout'].indexOf(a) - ['mash-up', 'recolour', 'layout'].indexOf(b)));
    expect(new Set(order).size).toBe(3);
    const ids = new Set(fewFlags().map((flag) => flag.id));
    for (const { bytes, width, height, parents, title } of samples) {
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width, height });
      expect(parents.filter((parent) => !ids.has(parent))).toEqual([]);
      expect(title).not.toBe('');
    }
  });

  it('draws the same for one seed and others for another', async () => {
    const [first, second, other] = await Promise.all([1, 1, 2].map((seed) => drawSamples(fewFlags(), seed)));
    expect(first!.map(({ title, parents }) => ({ title, parents }))).toEqual(second!.map(({ title, parents }) => ({ title, parents })));
    expect(first!.every((sample, index) => Buffer.compare(sample.bytes, second![index]!.bytes) === 0)).toBe(true);
    expect(first!.some((sample, index) => Buffer.compare(sample.bytes, other![index]!.bytes) !== 0)).toBe(true);
  });
});
