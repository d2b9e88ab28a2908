import { expect, it } from 'vitest';
import { atlasPath, imagePath, reconstructionPath, trainingPath } from '../../../src/gallery/paths.ts';

it('names the files of a gallery as they are published', () => {
  expect(imagePath('cote-d-ivoire', 320)).toBe('images/cote-d-ivoire-320.webp');
  expect(reconstructionPath('conv-autoencoder', 'belgium', 'painted')).toBe('reconstructions/conv-autoencoder/belgium-painted.png');
  expect(trainingPath('conv-autoencoder')).toBe('training/conv-autoencoder.json');
  expect(atlasPath(1, 2)).toBe('atlas/1-2.webp');
});
