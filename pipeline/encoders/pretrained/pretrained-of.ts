/** Which encoders rest on a network that others trained. */
import type { EncoderSettings } from '../settings.ts';
import type { PretrainedName } from './models.ts';

/** The network's name; null where an encoder rests on none. */
export function pretrainedOf(settings: EncoderSettings): PretrainedName | null {
  switch (settings.type) {
    case 'vgg16':
    case 'vgg19':
    case 'mobilenet': return settings.type;
    case 'transfer': return settings.features;
    case 'onnx':
    case 'file':
    case 'pixels':
    case 'scratch-cnn':
    case 'conv-autoencoder':
    case 'sparse-autoencoder':
    case 'fully-convolutional-autoencoder': return null;
  }
}
