/** What a network that learned labels makes of a collection, as it is published. Apart from the training, so that new words train nothing anew. */
import { layerTable } from '../../network/layer-table.ts';
import type { EncoderContext } from '../context.ts';
import type { Embedding } from '../embedding.ts';
import type { ClassifierPlan, TrainedClassifier } from './classifier.ts';
import { idsOf, type LabelledSplit } from './labelled-split.ts';

/** `encoder` is how it is called and described. */
export function embeddingOf(
  encoder: Pick<Embedding['encoder'], 'id' | 'name' | 'description' | 'input'>, { network, batch }: ClassifierPlan,
  { codes, ...trained }: TrainedClassifier, split: LabelledSplit, { items, collection }: EncoderContext,
): Embedding {
  return {
    points: codes,
    encoder: {
      ...encoder, dimensions: codes.columns, distance: 'euclidean', distanceNote: `Euclidean distance of the ${codes.columns} values before the output`,
    },
    training: {
      frames: [],
      record: {
        encoder: encoder.id, seed: collection.seed, batch, ...layerTable(network), ...trained, measure: 'cross-entropy',
        examples: { training: split.training.length, validation: split.validation.length, test: split.test.length },
        split: idsOf(items, split),
      },
    },
  };
}
