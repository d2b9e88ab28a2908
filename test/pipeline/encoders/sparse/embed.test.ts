import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { cachedStages } from '../../../../pipeline/cache/stages.ts';
import type { Embedded, EncoderContext } from '../../../../pipeline/encoders/context.ts';
import { embed } from '../../../../pipeline/encoders/embed.ts';
import type { EncoderSettings } from '../../../../pipeline/encoders/settings.ts';
import { codeStudySchema } from '../../../../src/gallery/code-study.ts';
import { Problem } from '../../../../pipeline/ground/problem.ts';
import { bytesOf } from '../../../../pipeline/publish/folder.ts';
import { codeStudyFiles } from '../../../../pipeline/publish/code-study-files.ts';
import { silent } from '../../../../pipeline/report/progress.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { preparedOf } from '../../publish/prepared.support.ts';
import { fewFlags } from '../../sources/flags.support.ts';
import { wholeOf } from '../whole.support.ts';

const settings: Extract<EncoderSettings, { type: 'sparse-autoencoder' }> = {
  type: 'sparse-autoencoder', size: [12, 8], split: [100, 20, 18], epochs: 40, trainings: 2, sums: [['fr'], ['fr', 'it']], 'random-codes': 3,
};
const items = fewFlags().map((item) => preparedOf(item));
/** All tests look at one training. */
const folder = await mkdtemp(path.join(tmpdir(), 'latent-gallery-'));
afterAll(() => rm(folder, { recursive: true }));

const context = (more: Partial<EncoderContext> = {}): EncoderContext => ({
  root: folder, items, whole: wholeOf(items.map((item) => item.file)), labels: [], progress: silent,
  collection: { id: 'tiny', file: 'tiny.yaml', seed: 1 } as EncoderContext['collection'],
  stages: cachedStages({ folder, clock: () => 0 }),
  checkpoints: () => expect.fail('short trainings keep no checkpoints'),
  engine: async () => ({ name: 'cpu', version: 'the one for tests' }),
  downloads: { obtain: async () => expect.fail('nothing is fetched') }, ...more,
});
const embedded: Embedded = await embed(settings, context());

describe('the sparse autoencoder', () => {
  const { encoder, points, painted, training, study } = embedded.embedding;

  it('describes each picture with 64 numbers within 0–1 and paints it back', () => {
    expect(points).toMatchObject({ rows: items.length, columns: 64 });
    expect(points.data.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(painted!.painted).toMatchObject({ count: items.length, width: 12, height: 8 });
    expect(encoder.reconstruction!.meanSquaredError).toBeLessThan(0.2);
  });

  it('tells its losses from before the first epoch on, and which are kept', () => {
    const { record } = training!;
    expect(record.examples).toEqual({ training: 8, validation: 2, test: 2 });
    expect(record.epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 41 }, (_, epoch) => epoch));
    expect(record.parameters).toBe(2 * 288 * 64 + 288 + 64);
    expect(study!.record.runs.map(({ seed }) => seed)).toEqual([1, 2]);
    expect(study!.record.runs[0]!.epochs).toEqual(record.epochs);
    expect(study!.record.runs[1]!.epochs).not.toEqual(record.epochs);
  });

  it('publishes what was tried with the codes, as the schema says', async () => {
    const files = codeStudyFiles(embedded.embedding);
    const read = codeStudySchema.parse(JSON.parse(new TextDecoder().decode(await bytesOf(files[0]!))));
    expect(files[0]!.path).toBe('codes/sparse-autoencoder.json');
    expect(read.sums.map(({ terms }) => terms)).toEqual([['fr'], ['fr', 'it']]);
    expect(read.sums[0]!.code).toEqual(Array.from(points.data.subarray(0, 64)));
    expect(read.random.map(({ from }) => from)).toEqual(['uniform', 'uniform', 'items']);
    expect(read.detectors.units.map(({ activity }) => activity)).toEqual(read.detectors.units.map(({ activity }) => activity).sort((a, b) => b - a));
    const { width, height } = await sharp(await bytesOf(files.find(({ path }) => path === read.detectors.image)!)).metadata();
    expect({ width, height }).toEqual({ width: 8 * 12, height: 8 * 8 });
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining([...read.sums, ...read.random].map(({ image }) => image)));
    expect([...read.parts.training, ...read.parts.validation, ...read.parts.test].sort()).toEqual(items.map(({ id }) => id).sort());
  });

  it('paints the sum of one code as it paints the picture', () => {
    const size = 3 * 12 * 8;
    expect([...study!.sumPictures.data.subarray(0, size)]).toEqual([...painted!.painted.data.subarray(0, size)]);
  });

  it('is kept, made again for another engine, and the same when it is made again', async () => {
    const stages = cachedStages({ folder, clock: () => 0 });
    expect(await embed(settings, context({ stages }))).toEqual(embedded);
    expect(stages.timings().every(({ cached }) => cached)).toBe(true);
    const anew = await embed(settings, context({ stages: cachedStages({ folder: await temporaryFolder(), clock: () => 0 }) }));
    expect(anew).toEqual(embedded);
    const elsewhere = cachedStages({ folder, clock: () => 0 });
    const other = await embed(settings, context({ stages: elsewhere, engine: async () => ({ name: 'cpu', version: 'another' }) }));
    expect(other.key).not.toBe(embedded.key);
    expect(elsewhere.timings().filter(({ cached }) => !cached).map(({ name }) => name).sort()).toEqual(['sparse codes', 'sparse training', 'sparse training by another seed']);
  });

  it('refuses to add up what is not there, and ends when it is told to', async () => {
    await expect(embed({ ...settings, sums: [['xx']] }, context())).rejects.toThrow(Problem);
    const asked = new AbortController();
    const progress = { ...silent, step: (_: string, done: number) => { if (done > 1) asked.abort(new Error('Ctrl-C')); } };
    await expect(embed({ ...settings, epochs: 10_000 }, context({ progress, signal: asked.signal }))).rejects.toThrow('Ctrl-C');
  });
});
