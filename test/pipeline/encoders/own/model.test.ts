import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkpointsIn } from '../../../../pipeline/cache/checkpoints.ts';
import { cachedStages } from '../../../../pipeline/cache/stages.ts';
import type { EncoderContext } from '../../../../pipeline/encoders/context.ts';
import { embedWithModel } from '../../../../pipeline/encoders/own/model.ts';
import { inMemory } from '../../../../pipeline/images/encoded-picture.ts';
import { silent } from '../../../../pipeline/report/progress.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { exportOnnx } from '../../../support/export-onnx.ts';
import { svg } from '../../images/pictures.support.ts';
import { constant, kept, means, node, onnxFile } from '../../network/onnx/onnx-file.support.ts';
import { preparedOf } from '../../publish/prepared.support.ts';
import { fewFlags } from '../../sources/flags.support.ts';
import { wholeOf } from '../whole.support.ts';

const settings = {
  type: 'onnx' as const, name: 'Mean colour', model: 'mean.onnx', distance: 'euclidean' as const, optional: false,
  input: { size: [8, 8] as [number, number], mean: [0, 0, 0] as [number, number, number], std: [1, 1, 1] as [number, number, number], layout: 'nchw' as const },
};

const nothing = (): never => expect.fail('nothing is fetched');

async function context(folder: string, obtain: EncoderContext['downloads']['obtain']): Promise<EncoderContext> {
  const item = (id: string, fill: string) => preparedOf({ ...fewFlags()[0]!, id, file: `${id}.svg`, picture: inMemory(svg('viewBox="0 0 4 4"', `<rect width="4" height="4" fill="${fill}"/>`)) });
  return {
    root: folder, downloads: { obtain }, items: [item('red', '#ff0000'), item('grey', '#333333')], whole: wholeOf(['red.svg', 'grey.svg']), labels: [], progress: silent,
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

describe('a model whose weights stand in a file of their own', () => {
  const model = onnxFile({ input: { shape: ['N', 3, 8, 8] }, nodes: [...means('x', 'm'), node('Add', ['m', 'w'], 'y')], constants: [kept('w', 3, 'mean.onnx.data')] });
  const write = (folder: string, ...weights: number[]) => writeFile(path.join(folder, 'mean.onnx.data'), new Uint8Array(Float32Array.from(weights).buffer));

  it('is opened with it, and described anew where that changes', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'mean.onnx'), model);
    await write(folder, 1, 2, 3);
    const given = await context(folder, nothing);
    const before = await embedWithModel(settings, given);
    expect(Array.from(before.embedding.points.data, (value) => Math.round(10 * value) / 10)).toEqual([2, 2, 3, 1.2, 2.2, 3.2]);
    await write(folder, 4, 2, 3);
    const after = await embedWithModel(settings, given);
    expect(after.key).not.toBe(before.key);
    expect(after.embedding.points.data[0]).toBeCloseTo(5, 2);
  });

  it('is refused without it, with how to make one file of both', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'mean.onnx'), model);
    await expect(embedWithModel(settings, await context(folder, nothing))).rejects.toThrow(
      'mean.onnx keeps weights in other files (mean.onnx.data), which cannot be read beside it; put them there, or put all weights into one file, in Python with onnx.save(onnx.load("model.onnx"), "whole.onnx") where those files are, and name that.',
    );
    const url = 'https://models.example/mean.onnx';
    await expect(embedWithModel({ ...settings, model: url }, await context(folder, async () => path.join(folder, 'mean.onnx')))).rejects.toThrow(
      `${url} keeps weights in other files (mean.onnx.data), which are not fetched with it; put all weights into one file, in Python with`,
    );
  });
});

it('names the model and the picture where a number is none, and keeps nothing of it', async () => {
  const folder = await temporaryFolder();
  // The logarithm of what three means have beyond 0.8: red has 1, grey 0.6.
  const model = onnxFile({ input: { shape: ['N', 3, 8, 8] }, nodes: [...means('x', 'm'), node('ReduceSum', ['m', 'axes'], 's', { keepdims: 1 }), node('Sub', ['s', 'most'], 'd'), node('Log', ['d'], 'y')],
    constants: [constant('axes', [1], BigInt64Array.of(1n)), constant('most', [1], Float32Array.of(0.8))] });
  await writeFile(path.join(folder, 'mean.onnx'), model);
  const given = await context(folder, nothing);
  for (let build = 0; build < 2; build += 1) {
    await expect(embedWithModel(settings, given)).rejects.toThrow('mean.onnx describes grey.svg with numbers that are not finite; check “mean” and “std” of its “input”, or export it with float32 values.');
  }
});
