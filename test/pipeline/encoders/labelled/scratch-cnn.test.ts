import { expect, it } from 'vitest';
import { scratchPlan } from '../../../../pipeline/encoders/labelled/scratch-cnn.ts';
import { encoderSchema } from '../../../../pipeline/encoders/settings.ts';
import { infer } from '../../../../pipeline/network/infer.ts';
import { inferShapes, splitAfter } from '../../../../pipeline/network/shapes.ts';

const plan = scratchPlan(50, 20);

it('has the published layers', () => {
  const shaped = inferShapes(plan.network);
  const outputs = (kind: string): number[][] => shaped.filter(({ layer }) => layer.kind === kind).map(({ output }) => [...output]);
  expect(outputs('conv2d').map(([filters]) => filters)).toEqual([16, 32, 64, 64]);
  expect(outputs('batch-norm')).toHaveLength(4);
  expect(outputs('max-pool')).toEqual([[16, 112, 112], [32, 56, 56], [64, 28, 28], [64, 14, 14]]);
  expect(outputs('dense')).toEqual([[500], [250], [100], [50]]);
});

it('is trained as published', () => {
  expect(plan).toMatchObject({
    optimiser: { kind: 'adam' }, schedule: { kind: 'constant', rate: 0.001 }, loss: { kind: 'categorical-cross-entropy' }, batch: 50, epochs: 20,
    // The crop's ranges are torchvision's own.
    augmentation: { rotation: 30, crop: { area: [0.08, 1], ratio: [3 / 4, 4 / 3] }, flip: 0.5 },
  });
  expect(encoderSchema.parse({ type: 'scratch-cnn' })).toMatchObject({ epochs: 20 });
});

it('sees red, green and blue less their means in ImageNet, over their deviations', async () => {
  const first = splitAfter(plan.network, plan.network.layers[0]!.name).before;
  const [channels, height, width] = first.input as [number, number, number];
  const pixels = height * width;
  const inputs = Uint8Array.from({ length: channels * pixels }, (_, index) => [255, 0, 51][Math.floor(index / pixels)]!);
  const { data } = await infer({ network: first, weights: new Map(), engine: 'cpu' }, { count: 1, shape: first.input, inputs });
  const seen = [data[0]!, data[pixels]!, data[3 * pixels - 1]!];
  [(1 - 0.485) / 0.229, (0 - 0.456) / 0.224, (0.2 - 0.406) / 0.225].forEach((expected, channel) => expect(seen[channel]).toBeCloseTo(expected, 5));
});
