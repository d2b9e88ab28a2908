import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { stagesFolder } from '../../../../pipeline/cache/folder.ts';
import { cachedStages } from '../../../../pipeline/cache/stages.ts';
import { dropUnused, rememberNeeded } from '../../../../pipeline/cache/unused.ts';
import { embedWithTransfer } from '../../../../pipeline/encoders/labelled/embed-transfer.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { contextIn, redsAndBlues, writeColourModel } from './labelled.support.ts';

const settings = { type: 'transfer' as const, features: 'mobilenet' as const, label: undefined, epochs: 8, optional: false };

describe('embedWithTransfer', () => {
  it('learns the labels from another network’s features, and says how well on pictures that it never saw', async () => {
    const folder = await temporaryFolder();
    await writeColourModel(folder);
    const { embedding, key } = await embedWithTransfer(settings, contextIn(folder, redsAndBlues(20)));
    expect(embedding.encoder).toMatchObject({ id: 'transfer-mobilenet', name: 'Transfer', dimensions: 100, distance: 'euclidean' });
    expect([embedding.points.rows, embedding.points.columns]).toEqual([20, 100]);
    const { record } = embedding.training!;
    expect(record).toMatchObject({ measure: 'cross-entropy', examples: { training: 12, validation: 2, test: 6 }, accuracy: { test: 1 }, layers: expect.arrayContaining([expect.objectContaining({ name: 'hidden 1', output: [500] })]) });
    expect(record.epochs).toHaveLength(8);
    expect(record.epochs.at(-1)!.test).toBeLessThan(record.epochs[0]!.test!);
    expect(record.split!.test).toHaveLength(6);
    const again = await embedWithTransfer(settings, contextIn(folder, redsAndBlues(20)));
    expect(again).toEqual({ embedding, key });
  });

  it('needs the features also where what was learned from them is kept: other settings are learned from the same', async () => {
    const folder = await temporaryFolder();
    await writeColourModel(folder);
    const cache = path.join(folder, 'cache');
    const pictures = redsAndBlues(20);
    for (const _ of ['first', 'second']) {
      const context = contextIn(folder, pictures, { stages: cachedStages({ folder: stagesFolder(cache), clock: () => 0 }) });
      await embedWithTransfer({ ...settings, epochs: 1 }, context);
      await rememberNeeded(cache, 'tiny', context.stages.declared());
    }
    // The training, in whose place the codes are kept.
    expect(await dropUnused(cache, new Set(['tiny']))).toMatchObject({ results: 1 });
    const reads = pictures.map(({ picture }) => vi.spyOn(picture, 'read'));
    await embedWithTransfer({ ...settings, epochs: 2 }, contextIn(folder, pictures, { stages: cachedStages({ folder: stagesFolder(cache), clock: () => 0 }) }));
    for (const read of reads) expect(read).not.toHaveBeenCalled();
  });

  it('wants labels to learn', async () => {
    const folder = await temporaryFolder();
    await writeColourModel(folder);
    await expect(embedWithTransfer({ ...settings, label: 'none' }, contextIn(folder, redsAndBlues(20)))).rejects.toThrow(/^tiny\.yaml wants the label “none” to be learnt, .*: kind\.$/);
  });

  it('stops where it is told to', async () => {
    const folder = await temporaryFolder();
    await writeColourModel(folder);
    const stop = new AbortController();
    const stopped = contextIn(folder, redsAndBlues(20), { signal: stop.signal });
    const step = (label: string): void => { if (label.startsWith('training')) stop.abort(new Error('enough')); };
    await expect(embedWithTransfer(settings, { ...stopped, progress: { ...stopped.progress, step } })).rejects.toThrow('enough');
  });
}, 180_000);
