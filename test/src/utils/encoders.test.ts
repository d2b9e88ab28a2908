import { expect, it } from 'vitest';
import type { ManifestEncoder } from '../../../src/gallery/manifest.ts';
import { layerWords, pixelsOf } from '../../../src/utils/encoders.ts';

const encoder = (id: string): ManifestEncoder => ({ id, name: id, description: '', dimensions: 1, distance: 'cosine', distanceNote: '', retrieval: {} });

it('finds the pixels wherever they stand among the encoders', () => {
  expect(pixelsOf({ encoders: [encoder('vgg19'), encoder('pixels'), encoder('conv-autoencoder')] })?.id).toBe('pixels');
  expect(pixelsOf({ encoders: [encoder('vgg19')] })).toBeUndefined();
});

it('names the layer that a description names', () => {
  const description = 'VGG19, a network that learned from a million photographs what is on them: its layer block3_pool, averaged over 7 × 7 parts of the picture.';
  expect(layerWords({ description })).toBe('layer block3_pool, averaged over 7 × 7 parts of the picture');
  expect(layerWords({ description: 'Vectors that were made elsewhere, from mine.npy.' })).toBe('');
});
