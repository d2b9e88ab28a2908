import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { checkpointsIn } from '../../../../pipeline/cache/checkpoints.ts';
import { cachedStages } from '../../../../pipeline/cache/stages.ts';
import { openDownloads } from '../../../../pipeline/download/downloads.ts';
import type { EncoderContext } from '../../../../pipeline/encoders/context.ts';
import { embedPretrained, type PretrainedSettings } from '../../../../pipeline/encoders/pretrained/embed.ts';
import { inMemory } from '../../../../pipeline/images/encoded-picture.ts';
import type { PreparedItem } from '../../../../pipeline/images/prepare.ts';
import { silent } from '../../../../pipeline/report/progress.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { svg } from '../../images/pictures.support.ts';
import { preparedOf } from '../../publish/prepared.support.ts';
import { fewFlags } from '../../sources/flags.support.ts';
import { writeTinyMobilenet } from '../tiny-mobilenet.support.ts';
import { wholeOf } from '../whole.support.ts';

const settings: PretrainedSettings = { type: 'mobilenet', pooling: 'average', optional: false };

const item = (id: string, fill: string): PreparedItem =>
  preparedOf({ ...fewFlags()[0]!, id, file: `${id}.svg`, picture: inMemory(svg('viewBox="0 0 4 4"', `<rect width="4" height="4" fill="${fill}"/>`)) });

async function surroundings(): Promise<{ context: (items: PreparedItem[]) => EncoderContext; data: string }> {
  const folder = await temporaryFolder();
  const data = path.join(folder, 'data');
  const downloads = openDownloads({ folder: path.join(folder, 'downloads'), lockFile: path.join(folder, 'lock.yaml'), data, fetch: () => Promise.reject(new TypeError('no network')) });
  return {
    data,
    context: (items) => ({
      root: folder, items, whole: wholeOf(items.map((each) => each.file)), labels: [], downloads, progress: silent,
      collection: { file: 'tiny.yaml' } as EncoderContext['collection'],
      stages: cachedStages({ folder: path.join(folder, 'cache'), clock: () => 0 }),
      checkpoints: checkpointsIn(folder, expect.fail), engine: async () => ({ name: 'cpu', version: 'test' }),
    }),
  };
}

describe('embedPretrained', () => {
  it('describes each picture by the layer, averaged over the picture', async () => {
    const { context, data } = await surroundings();
    await writeTinyMobilenet(data);
    const { embedding } = await embedPretrained(settings, context([item('red', '#ff0000'), item('white', '#ffffff'), item('black', '#000000')]));
    expect(embedding.encoder).toMatchObject({ id: 'mobilenet', name: 'MobileNet', dimensions: 4, distance: 'cosine', layer: 'conv_pw_13_relu', pooling: 'average' });
    expect(Array.from(embedding.points.data, (value) => Math.round(value * 100) / 100)).toEqual([1, 0, 0, 0, 1, 1, 1, 3, 0, 0, 0, 0]);
  });

  it('describes only what is new, and has another key for other pictures', async () => {
    const { context, data } = await surroundings();
    await writeTinyMobilenet(data);
    const [red, blue, green] = [item('red', '#ff0000'), item('blue', '#0000ff'), item('green', '#00ff00')];
    const before = await embedPretrained(settings, context([red, blue]));
    const [again, fresh] = [vi.spyOn(red.picture, 'read'), vi.spyOn(green.picture, 'read')];
    const after = await embedPretrained(settings, context([green, red, blue]));
    expect(again).not.toHaveBeenCalled();
    expect(fresh).toHaveBeenCalledOnce();
    expect(after.key).not.toBe(before.key);
    expect(after.embedding.points.data.subarray(4)).toEqual(before.embedding.points.data);
  });

  it('runs the network once for all poolings of a layer', async () => {
    const { context, data } = await surroundings();
    await writeTinyMobilenet(data);
    const red = item('red', '#ff0000');
    const average = await embedPretrained(settings, context([red]));
    const again = vi.spyOn(red.picture, 'read');
    const flat = await embedPretrained({ ...settings, pooling: 'flatten' }, context([red]));
    const grid = await embedPretrained({ ...settings, pooling: { grid: 2 } }, context([red]));
    expect(again).not.toHaveBeenCalled();
    expect(new Set([average, flat, grid].map(({ key }) => key)).size).toBe(3);
    expect([flat, grid].map(({ embedding }) => embedding.encoder.pooling)).toEqual(['flatten', { grid: 2 }]);
    expect([flat, grid].map(({ embedding }) => embedding.points.columns)).toEqual([4 * 224 * 224, 16]);
    await expect(embedPretrained({ ...settings, pooling: { grid: 3 } }, context([red]))).rejects.toThrow(/224 × 224 places, which no grid of 3 × 3/);
  });

  it('says what is missing where the network can be neither found nor fetched', async () => {
    const { context } = await surroundings();
    await expect(embedPretrained(settings, context([item('red', '#ff0000')]))).rejects.toThrow(/model\.json is not in .*tfjs-models.* cannot be reached/);
  });

  it('refuses a layer that the network does not have, and lets go of the worker', async () => {
    const { context, data } = await surroundings();
    await writeTinyMobilenet(data);
    await expect(embedPretrained({ ...settings, layer: 'elsewhere' }, context([item('red', '#ff0000')]))).rejects.toThrow(/no layer named “elsewhere”/);
  });
});
