/** Describes a collection's pictures by what a network learned from a million photographs, carried over to the collection's labels. */
import { codeKey } from '../../cache/code-key.ts';
import type { Stage } from '../../cache/stages.ts';
import type { Embedded, EncoderContext } from '../context.ts';
import { encoderId } from '../encoder-id.ts';
import { describedByPretrained } from '../pretrained/describe.ts';
import { models, PICTURE } from '../pretrained/models.ts';
import type { EncoderSettings } from '../settings.ts';
import { embeddingOf } from './classifier-embedding.ts';
import type { TrainedClassifier } from './classifier.ts';
import { keyOfSplit, labelColumn, splitByLabel } from './labelled-split.ts';
import { trainTransferHead, transferPlan } from './transfer.ts';

type Settings = Extract<EncoderSettings, { type: 'transfer' }>;

export async function embedWithTransfer(settings: Settings, context: EncoderContext): Promise<Embedded> {
  const { items, collection, stages } = context;
  const split = splitByLabel(items, labelColumn(settings.label, context), collection.seed);
  const { title, layer } = models[settings.features];
  const features = await describedByPretrained({ name: settings.features, layer, pooling: 'flatten' }, context);
  const { version } = await context.engine();
  const from = [codeKey('pipeline/encoders/labelled/transfer.ts'), version, features.key, keyOfSplit(split), settings.epochs, collection.seed];
  const stage: Stage<TrainedClassifier & { features: number }> = stages.stage('codes', from, async () => {
    const points = await features.points();
    return { ...await trainTransferHead(points, split, settings.epochs, stage.key, context), features: points.columns };
  });
  const { features: columns, ...trained } = await stage.value();
  return {
    key: stage.key,
    embedding: embeddingOf({
      id: encoderId(settings), name: 'Transfer', input: { width: PICTURE, height: PICTURE, channels: 3 },
      description: `${title}, which learned from a million photographs, with new last layers that learned to tell ${split.classes.length} labels apart from ${split.training.length.toLocaleString('en')} of these pictures.`,
    }, transferPlan(columns, split.classes.length, settings.epochs), trained, split, context),
  };
}
