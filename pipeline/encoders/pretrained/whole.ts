/** All that a network which others trained needs on this disk. */
import { readFile } from 'node:fs/promises';
import type { Remote } from '../../download/downloads.ts';
import { models, remoteOf, type PretrainedName } from './models.ts';

/** The file that a network is fetched by first, missing until the weights that it names are there too. */
export function wholeRemoteOf(name: PretrainedName): Remote {
  const remote = remoteOf(name);
  return 'model' in models[name].files ? { ...remote, names: (file) => shardsIn(file, remote.url) } : remote;
}

/** Of a `model.json` as TensorFlow.js writes it, fetched from `url`. */
async function shardsIn(file: string, url: string): Promise<Remote[]> {
  const { weightsManifest } = JSON.parse(await readFile(file, 'utf8')) as { weightsManifest: { paths: string[] }[] };
  return weightsManifest.flatMap(({ paths }) => paths).map((shard) => ({ url: new URL(shard, url).href }));
}
