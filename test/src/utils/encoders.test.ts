import { expect, it } from 'vitest';
import type { ManifestEncoder } from '../../../src/gallery/manifest.ts';
import { layerWords, pixelsOf } from '../../../src/utils/encoders.ts';

const encoder = (id: string): ManifestEncoder => ({ id, name: id, description: '', dimensions: 1, distance: 'cosine', distanceNote: '', retrieval: {} });

it('finds the pixels wherever they stand among the encoders', () => {
  expect(pixelsOf({ encoders: [encoder('vgg19'), encoder('pixels'), encoder('conv-autoencoder')] })?.id).toBe('pixels');
  expect(pixelsOf({ encoders: [encoder('vgg19')] })).toBeUndefined();
});

it.each([
  ['average', 'averaged over the picture'], ['flatten', 'value by value'], [{ grid: 7 }, 'averaged over 7 × 7 parts of the picture'],
] as const)('names the layer, and what is made of its output by %j', (pooling, words) => {
  expect(layerWords({ layer: 'block3_pool', pooling })).toBe(`layer block3_pool, ${words}`);
});

it('has no words for encoders without layers', () => {
  expect(layerWords(encoder('pixels'))).toBe('');
});
