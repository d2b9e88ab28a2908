import { expect, it } from 'vitest';
import { embedWithScratchNetwork } from '../../../../pipeline/encoders/labelled/embed-scratch-cnn.ts';
import { silent } from '../../../../pipeline/report/progress.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { contextIn, redsAndBlues } from './labelled.support.ts';

it('trains on the labels, once even where describing the pictures comes to nothing, and describes every picture', async () => {
  const folder = await temporaryFolder();
  const items = redsAndBlues(20);
  const settings = { type: 'scratch-cnn' as const, label: 'kind', epochs: 1 };
  const labels = new Set<string>();
  const context = contextIn(folder, items, { progress: { ...silent, step: (label) => { labels.add(label); } } });
  const perItem = (): never => { throw new Error('enough'); };
  await expect(embedWithScratchNetwork(settings, { ...context, stages: { ...context.stages, perItem } })).rejects.toThrow('enough');
  expect([...labels]).toContain('training from scratch');
  labels.clear();
  const { embedding, key } = await embedWithScratchNetwork(settings, context);
  expect([...labels].filter((label) => label.startsWith('training'))).toEqual([]);
  expect(embedding.encoder).toMatchObject({ id: 'scratch-cnn', dimensions: 100, distance: 'euclidean', input: { width: 224, height: 224, channels: 3 } });
  expect(embedding.points.rows).toBe(20);
  expect(embedding.points.data.every(Number.isFinite)).toBe(true);
  const { record } = embedding.training!;
  expect(record).toMatchObject({ batch: 50, examples: { training: 12, validation: 2, test: 6 } });
  expect(record.epochs.map(({ epoch }) => epoch)).toEqual([1]);
  expect(record.split!.training).toHaveLength(12);
  expect(await embedWithScratchNetwork(settings, contextIn(folder, items))).toEqual({ embedding, key });
}, 180_000);
