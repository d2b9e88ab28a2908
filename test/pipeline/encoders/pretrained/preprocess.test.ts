import { describe, expect, it } from 'vitest';
import { centreBlueGreenRed, centreOnZero } from '../../../../pipeline/encoders/pretrained/preprocess.ts';
import type { Network } from '../../../../pipeline/network/spec.ts';
import { initialise } from '../../../../pipeline/network/initialise.ts';
import { seeded } from '../../../../pipeline/ground/random.ts';
import { networkOutputs, relativeError } from '../../network/outputs.support.ts';

const SIDE = 5;
const network: Network = { input: [3, SIDE, SIDE], layers: [{ name: 'first', kind: 'conv2d', filters: 4, kernel: 3, stride: 1 }] };
const weights = initialise(network, 1, { kind: 'he' });
const random = seeded(2, 'picture');
const picture = Float32Array.from({ length: 3 * SIDE * SIDE }, () => random.uniform());

it('centreOnZero gives a network that wants −1 to 1 values from 0 to 1', async () => {
  const trained = centreOnZero(network, weights);
  const wanted = await networkOutputs(network, weights, picture.map((value) => value * 2 - 1));
  expect(relativeError(await networkOutputs(trained.network, trained.weights, picture), wanted)).toBeLessThan(1e-5);
});

describe('centreBlueGreenRed', () => {
  it('gives a network that wants Caffe’s values those, up to the borders', async () => {
    const trained = centreBlueGreenRed(network, weights);
    const plane = SIDE * SIDE;
    const caffe = new Float32Array(picture.length);
    [103.939, 116.779, 123.68].forEach((mean, channel) => {
      for (let pixel = 0; pixel < plane; pixel += 1) caffe[channel * plane + pixel] = 255 * picture[(2 - channel) * plane + pixel]! - mean;
    });
    expect(relativeError(await networkOutputs(trained.network, trained.weights, picture), await networkOutputs(network, weights, caffe))).toBeLessThan(1e-5);
  });

  it('leaves the weights that it was given as they are', () => {
    const before = Float32Array.from(weights.get('first.weight')!.data);
    centreBlueGreenRed(network, weights);
    expect(weights.get('first.weight')!.data).toEqual(before);
  });
});
