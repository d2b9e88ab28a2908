/** The pictures that an encoder cannot do without. */
import type { EncoderSettings } from './settings.ts';

/** Ids of the items that its settings name, each once. */
export function namedItems(settings: EncoderSettings): string[] {
  switch (settings.type) {
    case 'conv-autoencoder': return [...new Set(settings.show)];
    case 'sparse-autoencoder': return [...new Set(settings.sums.flat())];
    case 'file':
    case 'onnx':
    case 'pixels':
    case 'vgg16':
    case 'vgg19':
    case 'mobilenet':
    case 'transfer':
    case 'scratch-cnn':
    case 'fully-convolutional-autoencoder': return [];
  }
}
