import { describe, expect, it } from 'vitest';
import { embed } from '../../../../pipeline/encoders/embed.ts';
import { fullyConvolutionalAutoencoder } from '../../../../pipeline/encoders/fully-convolutional/fully-convolutional-autoencoder.ts';
import { emptyGrey } from '../../../../pipeline/images/grey.ts';
import { inferShapes } from '../../../../pipeline/network/shapes.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { fifteenGreys } from '../greys.support.ts';

const settings = { type: 'fully-convolutional-autoencoder' as const, size: [8, 8] as [number, number], epochs: 2 };

/** Pictures to learn from: bars at every place and height. */
function bars(side: number) {
  const pictures = emptyGrey(120, side, side);
  pictures.data.forEach((_, index) => { pictures.data[index] = (index % side) >= (Math.floor(index / side / side) % side) ? 230 : 10; });
  return { hash: `bars of ${side}`, read: async () => pictures };
}

it('has the published layers: 8 × 7 × 7 values for 28 × 28 pixels', () => {
  const shaped = inferShapes(fullyConvolutionalAutoencoder({ width: 28, height: 28 }));
  expect(shaped.find(({ layer }) => layer.name === 'code')!.output).toEqual([8, 7, 7]);
  expect(shaped.at(-1)!.output).toEqual([1, 28, 28]);
  // Keras counts 160 + 1,160 + 584 + 1,168 + 145.
  expect(shaped.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(3_217);
  expect(() => fullyConvolutionalAutoencoder({ width: 30, height: 28 })).toThrow(RangeError);
});

describe('a collection', () => {
  it('is embedded and painted back by what was learnt of the source’s training pictures', async () => {
    const { embedding } = await embed(settings, await fifteenGreys(await temporaryFolder(), { training: bars(8) }));
    expect(embedding.points).toMatchObject({ rows: 15, columns: 32 });
    expect(embedding.painted!.errors).toHaveLength(15);
    expect(embedding.encoder.reconstruction!.meanSquaredError).toBeGreaterThan(0);
    const { examples, epochs } = embedding.training!.record;
    expect(examples).toEqual({ training: 118, validation: 2, test: 15 });
    expect(epochs).toHaveLength(2);
    expect(epochs[1]!.training).toBeLessThan(epochs[0]!.training);
    expect(epochs[1]!.test).toBeGreaterThan(0);
  });

  it('learns from itself where the source has no training pictures', async () => {
    const { embedding } = await embed(settings, await fifteenGreys(await temporaryFolder()));
    expect(embedding.training!.record.examples).toEqual({ training: 14, validation: 1 });
  });

  it('is refused where it is seen in another size than the training pictures have', async () => {
    await expect(embed(settings, await fifteenGreys(await temporaryFolder(), { training: bars(12) })))
      .rejects.toThrow('has the autoencoder see 8 × 8 pixels, but its source’s training pictures are 12 × 12'.replaceAll('’', "'"));
  });
});
