import { expect, it } from 'vitest';
import { transferPlan } from '../../../../pipeline/encoders/labelled/transfer.ts';
import { encoderSchema } from '../../../../pipeline/encoders/settings.ts';
import { inferShapes } from '../../../../pipeline/network/shapes.ts';

it('has the published head, and is trained as published', () => {
  const plan = transferPlan(25_088, 50, 20);
  const shaped = inferShapes(plan.network);
  expect(shaped.filter(({ layer }) => layer.kind === 'dense').map(({ output }) => output)).toEqual([[500], [100], [50]]);
  const dropouts = plan.network.layers.filter((layer) => layer.kind === 'dropout');
  expect(dropouts.map(({ rate }) => rate)).toEqual([0.2, 0.2]);
  expect(plan).toMatchObject({ optimiser: { kind: 'adam' }, schedule: { kind: 'constant', rate: 0.0001 }, loss: { kind: 'categorical-cross-entropy' }, batch: 50, epochs: 20 });
  // Features are computed once, so pictures cannot be changed each time they are seen.
  expect(plan.augmentation).toBeUndefined();
  expect(encoderSchema.parse({ type: 'transfer' })).toMatchObject({ epochs: 20 });
});
