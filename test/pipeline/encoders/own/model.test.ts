import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { checkpointsIn } from '../../../../pipeline/cache/checkpoints.ts';
import { cachedStages } from '../../../../pipeline/cache/stages.ts';
import type { EncoderContext } from '../../../../pipeline/encoders/context.ts';
import { embedWithModel } from '../../../../pipeline/encoders/own/model.ts';
import { inMemory } from '../../../../pipeline/images/encoded-picture.ts';
import { exportOnnx } from '../../../../pipeline/network/onnx/export.ts';
import { silent } from '../../../../pipeline/report/progress.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { svg } from '../../images/pictures.support.ts';
import { preparedOf } from '../../publish/prepared.support.ts';
import { fewFlags } from '../../sources/flags.support.ts';

const settings = {
  type: 'onnx' as const, name: 'Mean colour', model: 'mean.onnx', distance: 'euclidean' as const, optional: false,
  input: { size: [8, 8] as [number, number], mean: [0, 0, 0] as [number, number, number], std: [1, 1, 1] as [number, number, number], layout: 'nchw' as const },
};

const nothing = (): never => expect.fail('nothing is fetched');

async function context(folder: string, obtain: EncoderContext['downloads']['obtain']): Promise<EncoderContext> {
  const item = (id: string, fill: string) => preparedOf({ ...fewFlags()[0]!, id, picture: inMemory(svg('viewBox="0 0 4 4"', `<rect width="4" height="4" fill="${fill}"/>`)) });
  return {
    root: folder, downloads: { obtain }, items: [item('red', '#ff0000'), item('grey', '#333333')], labels: [], progress: silent,
    collection: { file: 'tiny.yaml' } as EncoderContext['collection'],
    stages: cachedStages({ folder: path.join(folder, 'cache'), clock: () => 0 }),
    checkpoints: checkpointsIn(folder, nothing), engine: async () => ({ name: 'cpu', version: 'test' }),
  };
}

async function writeModel(folder: string): Promise<string> {
  const file = path.join(folder, 'mean.onnx');
  await writeFile(file, exportOnnx({ input: [3, 8, 8], layers: [{ name: 'mean', kind: 'global-average-pool' }] }, new Map(), 1));
  return file;
}

it('describes pictures by a model from a file of the project', async () => {
  const folder = await temporaryFolder();
  await writeModel(folder);
  const { embedding } = await embedWithModel(settings, await context(folder, nothing));
  expect(embedding.encoder).toMatchObject({ id: 'mean-colour', name: 'Mean colour', dimensions: 3, distance: 'euclidean', input: { width: 8, height: 8, channels: 3 } });
  expect(Array.from(embedding.points.data, (value) => Math.round(10 * value) / 10)).toEqual([1, 0, 0, 0.2, 0.2, 0.2]);
});

it('fetches a model that has an address', async () => {
  const folder = await temporaryFolder();
  const asked: string[] = [];
  const file = await writeModel(folder);
  const { embedding } = await embedWithModel({ ...settings, model: 'https://models.example/mean.onnx' }, await context(folder, async ({ url }) => {
    asked.push(url);
    return file;
  }));
  expect(asked).toEqual(['https://models.example/mean.onnx']);
  expect(embedding.points.rows).toBe(2);
});

it('names the collection and the file where there is none', async () => {
  await expect(embedWithModel(settings, await context(await temporaryFolder(), nothing))).rejects.toThrow(/^tiny\.yaml names the model mean\.onnx, but .*mean\.onnx cannot be read; put the ONNX file there/);
});
