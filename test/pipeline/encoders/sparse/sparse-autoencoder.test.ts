import path from 'node:path';
import { expect, it } from 'vitest';
import { readCollection } from '../../../../pipeline/collection.ts';
import { encoderSchema } from '../../../../pipeline/encoders/settings.ts';
import { BATCH, LOSS, OPTIMISER, RATE, sparseAutoencoder } from '../../../../pipeline/encoders/sparse/sparse-autoencoder.ts';
import { inferShapes } from '../../../../pipeline/network/shapes.ts';

const published = { size: [102, 68], split: [100, 20, 18], epochs: 1_000 };

it('has the published layers: 64 units for 68 × 102 pixels, all sigmoids', () => {
  const shaped = inferShapes(sparseAutoencoder(3 * 68 * 102));
  expect(shaped.map(({ layer, output }) => [layer.kind, output])).toEqual([['dense', [64]], ['sigmoid', [64]], ['dense', [20_808]], ['sigmoid', [20_808]]]);
  expect(shaped[1]!.layer.name).toBe('code');
});

it('is trained as published', () => {
  expect({ loss: LOSS, optimiser: OPTIMISER, rate: RATE, batch: BATCH }).toEqual({
    loss: { kind: 'squared-error-per-image', sparsity: { layer: 'code', target: 0.25, weight: 0.25 } }, optimiser: { kind: 'sgd' }, rate: 0.05, batch: 72,
  });
  expect(encoderSchema.parse({ type: 'sparse-autoencoder' })).toMatchObject(published);
});

it('sees the national flags in the published size, parts and epochs', async () => {
  const { encoders } = await readCollection(path.resolve(import.meta.dirname, '../../../../content/collections/national-flags.yaml'));
  expect(encoders.find(({ type }) => type === 'sparse-autoencoder')).toMatchObject(published);
});
