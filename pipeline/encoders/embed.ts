/** Runs the encoder that a collection names. */
import type { Embedded, EncoderContext } from './context.ts';
import { embedWithAutoencoder } from './embed-autoencoder.ts';
import { embedFullyConvolutional } from './embed-fully-convolutional.ts';
import { embedWithModel } from './embed-model.ts';
import { embedWithScratchNetwork } from './embed-scratch-cnn.ts';
import { embedWithSparseAutoencoder } from './embed-sparse-autoencoder.ts';
import { embedWithTransfer } from './embed-transfer.ts';
import { embedOwnVectors } from './own-vectors.ts';
import { embedPixels } from './pixels.ts';
import { embedPretrained } from './pretrained.ts';
import type { EncoderSettings } from './settings.ts';

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
