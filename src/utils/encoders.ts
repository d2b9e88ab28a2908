/** Encoders of a gallery by what they are, and words for what they do. */
import type { Manifest, ManifestEncoder } from '../gallery/manifest.ts';

/** The encoder that takes pixels as they are; undefined where the gallery has none. */
export const pixelsOf = ({ encoders }: Pick<Manifest, 'encoders'>): ManifestEncoder | undefined => encoders.find(({ id }) => id === 'pixels');

/** Which layer of a network the numbers are the output of: “layer block5_pool, averaged over the picture”. '' where the description names none. */
export const layerWords = ({ description }: Pick<ManifestEncoder, 'description'>): string => /: its (layer .+?)\.?$/.exec(description)?.[1] ?? '';
