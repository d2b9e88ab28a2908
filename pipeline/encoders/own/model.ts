/** An image model that somebody has, as an ONNX file: pictures are described by one of its outputs. */
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { keyOf } from '../../cache/key.ts';
import { Problem } from '../../ground/problem.ts';
import { runInBackground } from '../../network/background.ts';
import type { Embedded, EncoderContext } from '../context.ts';
import { encoderId } from '../encoder-id.ts';
import { describedBy } from '../network-per-picture.ts';
import type { EncoderSettings } from '../settings.ts';

type ModelSettings = Extract<EncoderSettings, { type: 'onnx' }>;

export async function embedWithModel(settings: ModelSettings, context: EncoderContext): Promise<Embedded> {
  const { name, input, output, tokens, distance } = settings;
  const file = await placeOf(settings.model, context);
  const model = await readFile(file).catch(() => {
    throw new Problem(`${context.collection.file} names the model ${settings.model}, but ${file} cannot be read; put the ONNX file there or correct its name.`);
  });
  const engine = await context.engine();
  const [width, height] = input.size;
  const { points, key } = await describedBy({
    title: name, size: { width, height },
    from: [keyOf(model), engine.version, [...input.mean], [...input.std], input.layout, output ?? null, tokens ?? null],
    open: async () => runInBackground({
      kind: 'model', model: { model, file: settings.model, input: { ...input, width, height }, ...(output !== undefined && { output }), ...(tokens && { tokens }) },
      engine: engine.name, threads: availableParallelism(),
    }),
    // A copy: the row is a part of what came of a run.
    keep: (output) => output.slice(),
    rowOf: (kept) => kept,
  }, context);
  return {
    key: keyOf(key, distance),
    embedding: {
      points,
      encoder: {
        id: encoderId(settings), name, dimensions: points.columns, distance,
        description: `${name}, a model from the file ${path.basename(settings.model)}, which describes a picture of ${width} × ${height} pixels with ${points.columns} numbers.`,
        distanceNote: `${distance === 'cosine' ? 'cosine' : 'Euclidean'} distance of what ${name} says`,
        input: { width, height, channels: 3 },
      },
    },
  };
}

/** The file on this disk, fetched where an address is given. */
async function placeOf(model: string, { root, downloads }: EncoderContext): Promise<string> {
  return /^https?:/.test(model) ? downloads.obtain({ url: model }) : path.resolve(root, model);
}
