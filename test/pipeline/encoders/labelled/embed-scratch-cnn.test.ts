import { expect, it } from 'vitest';
import { embedWithScratchNetwork } from '../../../../pipeline/encoders/labelled/embed-scratch-cnn.ts';
import { scratchNetwork } from '../../../../pipeline/encoders/labelled/scratch-cnn.ts';
import { inferShapes } from '../../../../pipeline/network/shapes.ts';
import { silent } from '../../../../pipeline/report/progress.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { contextIn, redsAndBlues } from './labelled.support.ts';

it('has the published layers', () => {
  const shaped = inferShapes(scratchNetwork(50));
  const outputs = (kind: string): number[][] => shaped.filter(({ layer }) => layer.kind === kind).map(({ output }) => [...output]);
  expect(outputs('max-pool')).toEqual([[16, 112, 112], [32, 56, 56], [64, 28, 28], [64, 14, 14]]);
  expect(outputs('dense')).toEqual([[500], [250], [100], [50]]);
});

it('trains on the labels and describes every picture', async () => {
  const folder = await temporaryFolder();
  const items = redsAndBlues(20);
  const settings = { type: 'scratch-cnn' as const, label: 'kind', epochs: 1 };
  const { embedding, key } = await embedWithScratchNetwork(settings, contextIn(folder, items));
  expect(embedding.encoder).toMatchObject({ id: 'scratch-cnn', dimensions: 100, distance: 'euclidean', input: { width: 224, height: 224, channels: 3 } });
  expect(embedding.points.rows).toBe(20);
  expect(embedding.points.data.every(Number.isFinite)).toBe(true);
  expect(embedding.training!.record).toMatchObject({ batch: 50, examples: { training: 12, validation: 2, test: 6 } });
  expect(embedding.training!.record.epochs.map(({ epoch }) => epoch)).toEqual([1]);
  expect(await embedWithScratchNetwork(settings, contextIn(folder, items))).toEqual({ embedding, key });
}, 180_000);

it('trains once, even where describing the pictures comes to nothing', async () => {
  const folder = await temporaryFolder();
  const items = redsAndBlues(20);
  const settings = { type: 'scratch-cnn' as const, label: 'kind', epochs: 1 };
  const labels = new Set<string>();
  const context = contextIn(folder, items, { progress: { ...silent, step: (label) => { labels.add(label); } } });
  const perItem = (): never => { throw new Error('enough'); };
  await expect(embedWithScratchNetwork(settings, { ...context, stages: { ...context.stages, perItem } })).rejects.toThrow('enough');
  expect([...labels]).toContain('training from scratch');
  labels.clear();
  await embedWithScratchNetwork(settings, context);
  expect([...labels].filter((label) => label.startsWith('training'))).toEqual([]);
}, 180_000);
