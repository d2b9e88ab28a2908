/** All that a network which others trained needs on this disk. */
import type { Remote } from '../../download/downloads.ts';
import { models, remoteOf, type PretrainedName } from './models.ts';
import { shardsIn } from './shards.ts';

/** The file that a network is fetched by first, missing until the weights that it names are there too. */
export function wholeRemoteOf(name: PretrainedName): Remote {
  const remote = remoteOf(name);
  return 'model' in models[name].files ? { ...remote, names: async (file) => (await shardsIn(file, remote.url)).map(({ url }) => ({ url })) } : remote;
}
