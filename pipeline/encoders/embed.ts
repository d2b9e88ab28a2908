/** Runs the encoder that a collection names. */
import { embedWithAutoencoder } from './autoencoder/embed.ts';
import type { Embedded, EncoderContext } from './context.ts';
import { embedFullyConvolutional } from './fully-convolutional/embed.ts';
import { embedWithScratchNetwork } from './labelled/embed-scratch-cnn.ts';
import { embedWithTransfer } from './labelled/embed-transfer.ts';
import { embedWithModel } from './own/model.ts';
import { embedOwnVectors } from './own/vectors.ts';
import { embedPixels } from './pixels.ts';
import { embedPretrained } from './pretrained/embed.ts';
import type { EncoderSettings } from './settings.ts';
import { embedWithSparseAutoencoder } from './sparse/embed.ts';

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
