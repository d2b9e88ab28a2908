import { deserialize, serialize } from 'node:v8';
import { expect, it } from 'vitest';
import { CODE, convAutoencoder, decode, encode, trainConvAutoencoder } from '../../../../pipeline/encoders/autoencoder/conv-autoencoder.ts';
import { halfWhiten } from '../../../../pipeline/encoders/autoencoder/half-whiten.ts';
import { reconstructionErrors } from '../../../../pipeline/encoders/reconstruction.ts';
import { Problem } from '../../../../pipeline/ground/problem.ts';
import { seeded } from '../../../../pipeline/ground/random.ts';
import { emptyPictures, valuesPerPicture, type Pictures } from '../../../../pipeline/images/pictures.ts';
import { inferShapes } from '../../../../pipeline/network/shapes.ts';
import { writeWeights } from '../../../../pipeline/network/weights.ts';

const INPUT = { width: 72, height: 48 };

/** Three stripes of one colour each. */
function stripes(count: number, stream: string): Pictures {
  const pictures = emptyPictures(count, INPUT.width, INPUT.height);
  const random = seeded(1, stream);
  const stripe = valuesPerPicture(pictures) / 9;
  for (let at = 0; at < 9 * count; at += 1) pictures.data.fill(random.below(256), at * stripe, (at + 1) * stripe);
  return pictures;
}

it('squeezes every picture through 64 numbers and paints one of the same size', () => {
  const shapes = inferShapes(convAutoencoder(INPUT));
  expect(shapes.find(({ layer }) => layer.name === 'code')!.output).toEqual([CODE]);
  expect(Math.min(...shapes.map(({ output }) => output.reduce((product, size) => product * size, 1)))).toBe(64);
  expect(shapes.at(-1)!.output).toEqual([3, INPUT.height, INPUT.width]);
  expect(inferShapes(convAutoencoder({ width: 64, height: 64 })).at(-1)!.output).toEqual([3, 64, 64]);
  expect(() => convAutoencoder({ width: 70, height: 48 })).toThrow(RangeError);
});

it('trains, encodes, paints back and measures, all as plain data', async () => {
  const [training, validation, real] = [stripes(240, 'a'), stripes(20, 'b'), stripes(6, 'c')];
  const trained = await trainConvAutoencoder({ training, validation, real, epochs: 2, seed: 3, snapshotsAt: [1, 2], snapshotsOf: [5], engine: 'cpu' });
  const kept = deserialize(serialize(trained)) as typeof trained;
  expect(kept.epochs).toHaveLength(2);
  expect(kept.epochs[1]!.validation).toBeLessThan(kept.epochs[0]!.validation);
  expect(kept.snapshots[0]).toMatchObject({ index: 5, frames: [{ epoch: 1 }, { epoch: 2 }] });
  expect(kept.snapshots[0]!.frames[1]!.painted).toHaveLength(valuesPerPicture(real));
  expect(kept.parameters).toBe(kept.layers.reduce((sum, layer) => sum + layer.parameters, 0));

  const codes = await encode(kept.weights, real, 'cpu');
  expect(codes).toMatchObject({ rows: 6, columns: CODE });
  const { data } = await decode(kept.weights, codes, real, 'cpu');
  expect(data.every((value) => value >= 0 && value <= 1)).toBe(true);
  const painted = { ...real, data: Uint8Array.from(data, (value) => Math.round(255 * value)) };
  expect(painted.data.slice(5 * valuesPerPicture(real))).toEqual(kept.snapshots[0]!.frames[kept.bestEpoch - 1]!.painted);
  const errors = reconstructionErrors(real, painted);
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  // Clamped to 0–1 the picture only comes nearer.
  expect(mean).toBeLessThanOrEqual(kept.epochs[kept.bestEpoch - 1]!.real + 1e-5);
  const points = halfWhiten(await encode(kept.weights, training, 'cpu'), codes);
  expect(points).toMatchObject({ rows: 6, columns: CODE });
  expect(points.data.every(Number.isFinite)).toBe(true);
});

it('refuses the weights of another network in one sentence', async () => {
  const others = writeWeights(new Map([['code.weight', { shape: [1], data: Float32Array.of(0) }]]));
  await expect(encode(others, stripes(1, 'a'), 'cpu')).rejects.toThrow(/^The autoencoder’s weights file has no tensor “encoder 1.weight”/);
  await expect(encode(Uint8Array.of(1), stripes(1, 'a'), 'cpu')).rejects.toThrow(Problem);
});
