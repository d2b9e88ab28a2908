/** Imports TensorFlow.js layers models: `model.json` with shards of float32 or quantised weights beside it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Problem } from '../../ground/problem.ts';
import type { Network } from '../spec.ts';
import type { NamedTensor, Weights } from '../weights.ts';
import { roleOf, tensorKey, weightsFromKeras, type KerasTensors } from './keras-tensors.ts';
import { readTopology } from './keras-topology.ts';
import { besides, manifestSchema, readShards } from './shards.ts';

const modelSchema = z.looseObject({
  modelTopology: z.union([z.looseObject({ model_config: z.unknown() }).transform(({ model_config: config }) => config), z.looseObject({})]),
  weightsManifest: manifestSchema,
});

/**
 * The network of a model and its weights. `file` is its `model.json`. `size`: height and width of its pictures where the model leaves
 * them open; `shardAt`: where the files of weights are that it names, by default beside it. Layers keep their names; an activation inside a layer becomes a layer of its own, `<layer> activation`. Throws a Problem
 * where a file is missing or damaged, or a layer is of a kind that no network of ours has.
 */
export async function readTensorFlowModel(
  file: string, size?: { height: number; width: number }, shardAt = besides(path.dirname(file)),
): Promise<{ network: Network; weights: Weights }> {
  const model = modelSchema.safeParse(await readJson(file));
  if (!model.success) throw new Problem(`${file} is no TensorFlow.js layers model; export the model as one.`);
  const { modelTopology, weightsManifest } = model.data;
  const { network, absent } = readTopology(modelTopology, file, size);
  const tensors = await readShards(weightsManifest, shardAt);
  return { network, weights: weightsFromKeras(network, named(tensors), absent, file) };
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Problem(`${file} ${error.code === 'ENOENT' ? 'does not exist' : `cannot be read (${error.code})`}; name the model.json of a TensorFlow.js layers model.`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(`${file} is not whole JSON; get the model again.`);
  }
}

/** `block1_conv1/kernel`, or with the names of outer models before it, by layer and role. */
function named(tensors: ReadonlyMap<string, NamedTensor>): KerasTensors {
  return new Map([...tensors].flatMap(([name, tensor]) => {
    const parts = name.split('/');
    const role = roleOf(parts.at(-1)!);
    return role && parts.length > 1 ? [[tensorKey(parts.at(-2)!, role), tensor] as const] : [];
  }));
}
