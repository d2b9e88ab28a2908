import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../../pipeline/publish/folder.ts';
import { trainingFiles } from '../../../pipeline/publish/training-files.ts';
import { trainingSchema } from '../../../src/gallery/manifest.ts';
import { embeddingOf, picturesOf } from './prepared.support.ts';

const record = {
  encoder: 'conv-autoencoder', seed: 1, parameters: 10, layers: [{ name: 'a', kind: 'dense', output: [2], parameters: 10 }], batch: 4,
  examples: { training: 8, validation: 2 }, epochs: [{ epoch: 1, training: 0.5, validation: 0.6, real: 0.7 }], bestEpoch: 1,
};

describe('trainingFiles', () => {
  it('writes the record with its pictures grouped by item', async () => {
    const picture = (value: number) => picturesOf(1, 1, [value, value, value]);
    const frames = [{ item: 1, epoch: 1, picture: picture(10) }, { item: 0, epoch: 1, picture: picture(20) }, { item: 1, epoch: 5, picture: picture(30) }];
    const [json, ...pictures] = await trainingFiles(embeddingOf({ training: { record, frames } }), ['be', 'no']);
    expect(json!.path).toBe('training/conv-autoencoder.json');
    const read = trainingSchema.parse(JSON.parse(new TextDecoder().decode(await bytesOf(json!))));
    expect(read).toEqual({
      ...record,
      progress: [
        { id: 'no', frames: [{ epoch: 1, image: 'training/conv-autoencoder/no-1.png' }, { epoch: 5, image: 'training/conv-autoencoder/no-5.png' }] },
        { id: 'be', frames: [{ epoch: 1, image: 'training/conv-autoencoder/be-1.png' }] },
      ],
    });
    expect(pictures.map((file) => file.path).sort()).toEqual(read.progress.flatMap((shown) => shown.frames.map((frame) => frame.image)).sort());
    const last = pictures.find((file) => file.path.endsWith('no-5.png'))!;
    expect([...await sharp(await bytesOf(last)).removeAlpha().raw().toBuffer()]).toEqual([30, 30, 30]);
  });

  it('writes nothing for an encoder that was not trained', async () => {
    expect(await trainingFiles(embeddingOf(), ['be'])).toEqual([]);
  });
});
