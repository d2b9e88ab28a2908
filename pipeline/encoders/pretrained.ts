/** Encoders that others trained on photographs: a picture is described by what one of the network's layers makes of it. */
import { availableParallelism } from 'node:os';
import { codeKey } from '../cache/code-key.ts';
import type { EncoderSettings } from '../collection.ts';
import { runInBackground } from '../network/background.ts';
import { describedBy, RUN } from './described.ts';
import type { Embedded, EncoderContext } from './embed.ts';
import { encoderId } from './encoder-id.ts';
import { featuresOf, type Pooling } from './pretrained/features.ts';
import { models, PICTURE, pretrainedFiles } from './pretrained/models.ts';

export type PretrainedSettings = Extract<EncoderSettings, { type: keyof typeof models }>;

export async function embedPretrained(settings: PretrainedSettings, context: EncoderContext): Promise<Embedded> {
  const model = models[settings.type];
  const layer = settings.layer ?? model.layer;
  const files = await pretrainedFiles(settings.type, context.downloads);
  const { name, version } = await context.engine();
  const { points, key } = await describedBy({
    title: model.title, size: { width: PICTURE, height: PICTURE },
    from: [codeKey('pipeline/encoders/pretrained/models.ts', 'pipeline/encoders/pretrained/features.ts'), files.hash, version, layer, settings.pooling],
    open: async () => {
      const { network, weights } = await files.open();
      return runInBackground({ kind: 'network', network: featuresOf(network, layer, settings.pooling), weights, batch: RUN, engine: name, threads: availableParallelism() });
    },
  }, context);
  return { key, embedding: { points, encoder: described(settings, layer, points.columns) } };
}

function described(settings: PretrainedSettings, layer: string, dimensions: number): Embedded['embedding']['encoder'] {
  const { title, layer: usual } = models[settings.type];
  const elsewhere = layer === usual ? '' : ` ${layer.replaceAll('_', ' ')}`;
  return {
    id: encoderId(settings), name: `${title}${elsewhere}`, dimensions, distance: 'cosine',
    description: `${title}, a network that learned from a million photographs what is on them: its layer ${layer}, ${poolingInWords(settings.pooling)}.`,
    distanceNote: 'cosine distance of features',
    input: { width: PICTURE, height: PICTURE, channels: 3 },
  };
}

function poolingInWords(pooling: Pooling): string {
  if (pooling === 'average') return 'averaged over the picture';
  return pooling === 'flatten' ? 'value by value' : `averaged over ${pooling.grid} × ${pooling.grid} parts of the picture`;
}
