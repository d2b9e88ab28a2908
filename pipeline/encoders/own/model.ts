/** An image model that somebody has, as an ONNX file: pictures are described by one of its outputs. */
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { keyOf } from '../../cache/key.ts';
import { hashFile } from '../../ground/hash-file.ts';
import { Problem } from '../../ground/problem.ts';
import { runInBackground } from '../../network/background.ts';
import { dataFilesOf } from '../../network/onnx/data-files.ts';
import { few } from '../../report/words.ts';
import type { Embedded, EncoderContext } from '../context.ts';
import { encoderId } from '../encoder-id.ts';
import { describedBy } from '../network-per-picture.ts';
import type { EncoderSettings } from '../settings.ts';

type ModelSettings = Extract<EncoderSettings, { type: 'onnx' }>;

export async function embedWithModel(settings: ModelSettings, context: EncoderContext): Promise<Embedded> {
  const { name, input, output, tokens, distance } = settings;
  const file = await placeOf(settings.model, context);
  const hashes = await hashesOf(file, settings.model, context.collection.file);
  const engine = await context.engine();
  const [width, height] = input.size;
  const described = describedBy({
    title: name, size: { width, height },
    from: [hashes, engine.version, [...input.mean], [...input.std], input.layout, output ?? null, tokens ?? null],
    open: async () => runInBackground({
      kind: 'model', model: { model: file, file: settings.model, input: { ...input, width, height }, ...(output !== undefined && { output }), ...(tokens && { tokens }) },
      engine: engine.name, threads: availableParallelism(),
    }),
    keep: (output, item) => {
      if (!output.every(Number.isFinite)) {
        throw new Problem(`${settings.model} describes ${item.file} with numbers that are not finite; check “mean” and “std” of its “input”, or export it with float32 values.`);
      }
      // A copy: the row is a part of what came of a run.
      return output.slice();
    },
    rowOf: (kept) => kept,
  }, context);
  const points = await described.points();
  return {
    key: keyOf(described.key, distance),
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

/** Whether the model of an encoder is on the network, and not on this disk. */
export const isAddress = (model: string): boolean => /^https?:/.test(model);

/** The file on this disk, fetched where an address is given. */
async function placeOf(model: string, { root, downloads }: EncoderContext): Promise<string> {
  return isAddress(model) ? downloads.obtain({ url: model }) : path.resolve(root, model);
}

/** Of the ONNX file and of those that hold its weights. */
async function hashesOf(file: string, name: string, collection: string): Promise<string[]> {
  const model = await readFile(file).catch(() => {
    throw new Problem(`${collection} names the model ${name}, but ${file} cannot be read; put the ONNX file there or correct its name.`);
  });
  const dataFiles = dataFilesOf(model);
  const hashes = await Promise.all(dataFiles.map((data) => hashFile(path.join(path.dirname(file), data)).catch(() => null)));
  const missing = dataFiles.filter((_, index) => hashes[index] === null);
  if (missing.length > 0) {
    const beside = isAddress(name) ? 'are not fetched with it' : 'cannot be read beside it';
    throw new Problem(`${name} keeps weights in other files (${few(missing, 3)}), which ${beside}; ${isAddress(name) ? '' : 'put them there, or '}put all weights into one file, in Python with onnx.save(onnx.load("model.onnx"), "whole.onnx") where those files are, and name that.`);
  }
  return [keyOf(model), ...hashes.map(String)];
}
