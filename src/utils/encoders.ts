/** Encoders of a gallery by what they are, and words for what they do. */
import type { Manifest, ManifestEncoder } from '../gallery/manifest.ts';

/** The encoder that takes pixels as they are; undefined where the gallery has none. */
export const pixelsOf = ({ encoders }: Pick<Manifest, 'encoders'>): ManifestEncoder | undefined => encoders.find(({ id }) => id === 'pixels');

/** Which layer of a network the numbers are the output of: “layer block5_pool, averaged over the picture”. '' where an encoder has none. */
export const layerWords = ({ layer, pooling }: Pick<ManifestEncoder, 'layer' | 'pooling'>): string =>
  layer === undefined ? '' : [`layer ${layer}`, ...(pooling === undefined ? [] : [poolingWords(pooling)])].join(', ');

function poolingWords(pooling: NonNullable<ManifestEncoder['pooling']>): string {
  if (pooling === 'average') return 'averaged over the picture';
  return pooling === 'flatten' ? 'value by value' : `averaged over ${pooling.grid} × ${pooling.grid} parts of the picture`;
}
