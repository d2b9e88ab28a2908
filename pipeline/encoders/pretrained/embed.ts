/** Encoders that others trained on photographs: a picture is described by what one of the network's layers makes of it. */
import type { Embedded, EncoderContext } from '../context.ts';
import { encoderId } from '../encoder-id.ts';
import type { EncoderSettings } from '../settings.ts';
import { describedByPretrained } from './describe.ts';
import { models, PICTURE } from './models.ts';

export type PretrainedSettings = Extract<EncoderSettings, { type: keyof typeof models }>;

export async function embedPretrained(settings: PretrainedSettings, context: EncoderContext): Promise<Embedded> {
  const { type: name, pooling } = settings;
  const layer = settings.layer ?? models[name].layer;
  const features = await describedByPretrained({ name, layer, pooling }, context);
  const points = await features.points();
  return { key: features.key, embedding: { points, encoder: described(settings, layer, points.columns) } };
}

function described(settings: PretrainedSettings, layer: string, dimensions: number): Embedded['embedding']['encoder'] {
  const { title, layer: usual } = models[settings.type];
  const elsewhere = layer === usual ? '' : ` ${layer.replaceAll('_', ' ')}`;
  return {
    id: encoderId(settings), name: `${title}${elsewhere}`, dimensions, distance: 'cosine',
    description: `${title}, a network that learned from a million photographs what is on them.`,
    layer, pooling: settings.pooling,
    distanceNote: 'cosine distance of features',
    input: { width: PICTURE, height: PICTURE, channels: 3 },
  };
}
