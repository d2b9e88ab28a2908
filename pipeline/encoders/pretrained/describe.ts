/** Pictures as a layer of a network that others trained sees them. One run of the network serves every pooling, and what learns on top of it. */
import { availableParallelism } from 'node:os';
import { codeKey } from '../../cache/code-key.ts';
import { keyOf } from '../../cache/key.ts';
import { runInBackground } from '../../network/background.ts';
import { outputOf } from '../../network/shapes.ts';
import type { Network } from '../../network/spec.ts';
import type { EncoderContext } from '../context.ts';
import { describedBy, RUN, type Described } from '../network-per-picture.ts';
import { featuresOf, upTo, type Features } from './features.ts';
import { models, PICTURE, pretrainedFiles, type PretrainedName } from './models.ts';
import { checkPooling, pooled, type Pooling } from './pooling.ts';

interface Wanted {
  name: PretrainedName;
  layer: string;
  pooling: Pooling;
}

/** The network runs for pictures that it never ran for, as far as this cache knows. Throws Unavailable where the network can be neither found nor fetched. */
export async function describedByPretrained({ name, layer, pooling }: Wanted, context: EncoderContext): Promise<Described> {
  const files = await pretrainedFiles(name, context.downloads);
  const engine = await context.engine();
  let opened: Network | undefined;
  const { points } = describedBy<Features>({
    title: models[name].title, size: { width: PICTURE, height: PICTURE },
    from: [codeKey('pipeline/encoders/pretrained/models.ts', 'pipeline/encoders/pretrained/features.ts'), files.hash, engine.version, layer],
    open: async () => {
      const { network: whole, weights } = await files.open();
      const network = upTo(whole, layer);
      checkPooling(outputOf(network), layer, pooling);
      opened = network;
      return runInBackground({ kind: 'network', network, weights, batch: RUN, engine: engine.name, threads: availableParallelism() });
    },
    keep: (output) => featuresOf(opened!, output),
    rowOf: (features) => {
      checkPooling(features.shape, layer, pooling);
      return pooled(features, pooling);
    },
  }, context);
  const hashes = context.items.map((item) => item.picture.hash);
  return { points, key: keyOf(codeKey('pipeline/encoders/pretrained/describe.ts'), files.hash, engine.version, layer, pooling, hashes) };
}
