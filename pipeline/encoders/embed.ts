/** Runs the encoder that a collection names. */
import type { Checkpoints } from '../cache/checkpoints.ts';
import type { Stages } from '../cache/stages.ts';
import type { Collection, EncoderSettings } from '../collection.ts';
import type { Downloads } from '../download/downloads.ts';
import type { PreparedItem } from '../images/prepare.ts';
import type { Choice } from '../network/engine/choose.ts';
import type { Progress } from '../report/progress.ts';
import type { Source, TrainingPictures } from '../sources/source.ts';
import { embedWithAutoencoder } from './embed-autoencoder.ts';
import { embedFullyConvolutional } from './embed-fully-convolutional.ts';
import { embedWithModel } from './embed-model.ts';
import { embedWithScratchNetwork } from './embed-scratch-cnn.ts';
import { embedWithTransfer } from './embed-transfer.ts';
import type { Embedding } from './embedding.ts';
import { embedOwnVectors } from './own-vectors.ts';
import { embedPixels } from './pixels.ts';
import { embedPretrained } from './pretrained.ts';
import { embedWithSparseAutoencoder } from './embed-sparse-autoencoder.ts';

export interface EncoderContext {
  /** The project's folder: files that settings name are relative to it. */
  root: string;
  collection: Collection;
  items: readonly PreparedItem[];
  /** Columns of labels that tell the items apart. */
  labels: Source['labels'];
  /** Pictures to learn from beside the items, where the source has them. */
  training?: TrainingPictures;
  stages: Stages;
  /** Where networks that others trained come from. */
  downloads: Downloads;
  /** Where trainings are kept while they are not done. */
  checkpoints: Checkpoints;
  /** What trains and embeds: found out when it is first asked for. */
  engine: () => Promise<Pick<Choice, 'name' | 'version'>>;
  progress: Progress;
  signal?: AbortSignal;
}

/** The embedding, and the key of all that it was made from. */
export interface Embedded {
  embedding: Embedding;
  key: string;
}

export function embed(settings: EncoderSettings, context: EncoderContext): Promise<Embedded> {
  switch (settings.type) {
    case 'file': return embedOwnVectors(settings, context);
    case 'pixels': return embedPixels(settings.size, context);
    case 'conv-autoencoder': return embedWithAutoencoder(settings, context);
    case 'sparse-autoencoder': return embedWithSparseAutoencoder(settings, context);
    case 'fully-convolutional-autoencoder': return embedFullyConvolutional(settings, context);
    case 'vgg16':
    case 'vgg19':
    case 'mobilenet': return embedPretrained(settings, context);
    case 'scratch-cnn': return embedWithScratchNetwork(settings, context);
    case 'transfer': return embedWithTransfer(settings, context);
    case 'onnx': return embedWithModel(settings, context);
  }
}
