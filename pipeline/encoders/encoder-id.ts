/** The name that an encoder has in files and addresses. */
import { slugOf } from '../ground/slug.ts';
import type { EncoderSettings } from './settings.ts';

/** The type; for models and vectors made elsewhere their name; and where a layer or a pooling is chosen, those too: one network can stand for several encoders. */
export function encoderId(settings: EncoderSettings): string {
  if (settings.type === 'file' || settings.type === 'onnx') return slugOf(settings.name) || settings.type;
  if (settings.type === 'transfer' && settings.features !== 'vgg19') return `transfer-${settings.features}`;
  if (!('pooling' in settings)) return settings.type;
  const { type, layer, pooling } = settings;
  const pooled = typeof pooling === 'object' ? `grid-${pooling.grid}` : pooling;
  return slugOf([type, layer, pooling === 'average' ? undefined : pooled].filter((part) => part !== undefined).join('-'));
}
