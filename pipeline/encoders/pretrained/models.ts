/** Networks that others trained on photographs, with what each wants of its pictures and where its weights are. */
import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Downloads, Remote } from '../../download/downloads.ts';
import { hashFile } from '../../ground/hash-file.ts';
import { readKerasWeights } from '../../network/import/keras-hdf5.ts';
import { readTensorFlowModel } from '../../network/import/tensorflow-layers.ts';
import type { Network } from '../../network/spec.ts';
import type { Weights } from '../../network/weights.ts';
import { centreBlueGreenRed, centreOnZero } from './preprocess.ts';
import { shardsIn } from './shards.ts';
import { vgg } from './vgg.ts';

export type PretrainedName = 'vgg16' | 'vgg19' | 'mobilenet';

/** Height and width of the pictures that these networks were trained on. */
export const PICTURE = 224;

interface Model {
  title: string;
  /** Layer whose output describes a picture best. */
  layer: string;
  /** Of a network that sees values as it was trained to: one that sees 0–1. */
  preprocessed: (network: Network, weights: Weights) => { network: Network; weights: Weights };
  /** A TensorFlow.js layers model, or the Keras weights of a network that is described here. */
  files: { model: Remote } | { weights: Remote; network: Network };
}

const keras = 'https://storage.googleapis.com/tensorflow/keras-applications';

export const models: Record<PretrainedName, Model> = {
  vgg16: {
    title: 'VGG16', layer: 'block5_pool', preprocessed: centreBlueGreenRed,
    files: { weights: { url: `${keras}/vgg16/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5`, data: 'vgg16', megabytes: 59 }, network: vgg('vgg16', PICTURE) },
  },
  vgg19: {
    title: 'VGG19', layer: 'block5_pool', preprocessed: centreBlueGreenRed,
    files: { weights: { url: `${keras}/vgg19/vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5`, data: 'vgg19', megabytes: 80 }, network: vgg('vgg19', PICTURE) },
  },
  mobilenet: {
    title: 'MobileNet', layer: 'conv_pw_13_relu', preprocessed: centreOnZero,
    files: { model: { url: 'https://storage.googleapis.com/tfjs-models/tfjs/mobilenet_v1_0.75_224/model.json', data: 'mobilenet-v1-0.75', megabytes: 10 } },
  },
};

/** A network's files on this disk. */
interface PretrainedFiles {
  /** SHA-256 over all of them. */
  hash: string;
  /** Reads them: the network sees values 0–1. */
  open(): Promise<{ network: Network; weights: Weights }>;
}

/** The file that a network is fetched by first; its size counts those that it names. */
export const remoteOf = (name: PretrainedName): Remote => {
  const { files } = models[name];
  return 'model' in files ? files.model : files.weights;
};

/** Finds or fetches the files. Throws Unavailable where neither is possible. The data folder may hold any of them as a TensorFlow.js model. */
export async function pretrainedFiles(name: PretrainedName, downloads: Downloads): Promise<PretrainedFiles> {
  const { files, preprocessed } = models[name];
  const opened = (read: () => Promise<{ network: Network; weights: Weights }>) => async () => {
    const { network, weights } = await read();
    return preprocessed(network, weights);
  };
  const place = await downloads.obtain(remoteOf(name));
  if ((await stat(place)).isDirectory()) {
    const inside = (await readdir(place)).sort().map((file) => path.join(place, file));
    return { hash: await hashOf(inside), open: opened(() => readTensorFlowModel(path.join(place, 'model.json'))) };
  }
  if ('weights' in files) {
    return { hash: await hashOf([place]), open: opened(async () => ({ network: files.network, weights: await readKerasWeights(place, files.network) })) };
  }
  const shards = await fetchShards(place, files.model.url, downloads);
  return { hash: await hashOf([place, ...shards.values()]), open: opened(() => readTensorFlowModel(place, undefined, (shard) => shards.get(shard)!)) };
}

/** The files that a downloaded `model.json` names, by those names. */
async function fetchShards(file: string, from: string, downloads: Downloads): Promise<Map<string, string>> {
  const shards = new Map<string, string>();
  for (const { name, url } of await shardsIn(file, from)) shards.set(name, await downloads.obtain({ url }));
  return shards;
}

async function hashOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) hash.update(await hashFile(file));
  return hash.digest('hex');
}
