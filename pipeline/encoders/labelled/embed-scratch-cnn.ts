/** Describes a collection's pictures by a network that learned their labels from nothing. */
import { codeKey } from '../../cache/code-key.ts';
import type { Stage } from '../../cache/stages.ts';
import { picturesKey } from '../../images/keys.ts';
import type { Embedded, EncoderContext } from '../context.ts';
import { encoderId } from '../encoder-id.ts';
import type { EncoderSettings } from '../settings.ts';
import { embeddingOf } from './classifier-embedding.ts';
import type { TrainedClassifier } from './classifier.ts';
import { keyOfSplit, labelColumn, splitByLabel } from './labelled-split.ts';
import { scratchPlan, SIZE, trainScratchNetwork } from './scratch-cnn.ts';

type Settings = Extract<EncoderSettings, { type: 'scratch-cnn' }>;

export async function embedWithScratchNetwork(settings: Settings, context: EncoderContext): Promise<Embedded> {
  const { items, collection, stages } = context;
  const split = splitByLabel(items, labelColumn(settings.label, context), collection.seed);
  const plan = scratchPlan(split.classes.length, settings.epochs);
  const { version } = await context.engine();
  const from = [codeKey('pipeline/encoders/labelled/scratch-cnn.ts'), version, picturesKey(items), keyOfSplit(split), settings.epochs, collection.seed];
  const stage: Stage<TrainedClassifier> = stages.stage('codes', from, () => trainScratchNetwork(plan, split, stage.key, context));
  return {
    key: stage.key,
    embedding: embeddingOf({
      id: encoderId(settings), name: 'From scratch', input: { ...SIZE, channels: 3 },
      description: `A small convolutional network that learned to tell ${split.classes.length} labels apart from ${split.training.length.toLocaleString('en')} of these pictures, and from nothing else.`,
    }, plan, await stage.value(), split, context),
  };
}
