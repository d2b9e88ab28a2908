/** The pictures that an encoder cannot do without. */
import type { EncoderSettings } from './settings.ts';

/** Ids of the items that its settings name, each once. */
export function namedItems(settings: EncoderSettings): string[] {
  switch (settings.type) {
    case 'conv-autoencoder': return [...new Set(settings.show)];
    case 'sparse-autoencoder': return [...new Set(settings.sums.flat())];
    default: return [];
  }
}
