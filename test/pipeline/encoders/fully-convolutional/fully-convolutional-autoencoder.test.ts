import path from 'node:path';
import { expect, it } from 'vitest';
import { checkpointsIn } from '../../../../pipeline/cache/checkpoints.ts';
import { readCollection } from '../../../../pipeline/collection.ts';
import { BATCH, fullyConvolutionalAutoencoder, trainFullyConvolutional } from '../../../../pipeline/encoders/fully-convolutional/fully-convolutional-autoencoder.ts';
import { encoderSchema } from '../../../../pipeline/encoders/settings.ts';
import { seeded } from '../../../../pipeline/ground/random.ts';
import { emptyGrey, type GreyPictures } from '../../../../pipeline/images/grey.ts';
import type { Dataset } from '../../../../pipeline/network/dataset.ts';
import { train } from '../../../../pipeline/network/train.ts';
import { temporaryFolder } from '../../../support/folder.ts';

const published = { size: [28, 28], epochs: 10 };

function noise(count: number, stream: string): GreyPictures {
  const random = seeded(1, stream);
  const pictures = emptyGrey(count, 8, 8);
  pictures.data.forEach((_, index) => { pictures.data[index] = random.below(256); });
  return pictures;
}

const datasetOf = ({ data, count, width, height }: GreyPictures): Dataset => ({ count, shape: [1, height, width], inputs: data });

it('is trained as published: by Adam at its usual rate on binary cross-entropy, 64 pictures a step', async () => {
  const [training, validation] = [noise(150, 'training'), noise(6, 'validation')];
  const store = checkpointsIn(await temporaryFolder(), expect.fail)('digits', 'key');
  const trained = await trainFullyConvolutional({ training, validation, epochs: 2, seed: 3, engine: 'cpu', store, onProgress: () => {}, onResume: () => {} });
  const asPublished = await train({
    network: fullyConvolutionalAutoencoder(training), loss: { kind: 'binary-cross-entropy' }, optimiser: { kind: 'adam' }, initialiser: { kind: 'glorot' },
    batch: 64, schedule: { kind: 'constant', rate: 0.001 }, epochs: 2, seed: 3, engine: 'cpu', threads: 2,
    training: datasetOf(training), validation: datasetOf(validation),
  });
  expect(trained).toEqual(asPublished);
  // What the site tells.
  expect(BATCH).toBe(64);
});

it('sees the digits in the published size and ten times, as where nothing else is said', async () => {
  expect(encoderSchema.parse({ type: 'fully-convolutional-autoencoder' })).toMatchObject(published);
  const { encoders } = await readCollection(path.resolve(import.meta.dirname, '../../../../content/collections/digits.yaml'));
  expect(encoders.find(({ type }) => type === 'fully-convolutional-autoencoder')).toMatchObject(published);
});
