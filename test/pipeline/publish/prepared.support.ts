/** Prepared items and embeddings of a few plain pictures. */
import type { Embedding } from '../../../pipeline/encoders/embedding.ts';
import { emptyPictures, type Pictures } from '../../../pipeline/images/pictures.ts';
import type { PreparedItem } from '../../../pipeline/images/prepare.ts';
import type { SourceItem } from '../../../pipeline/images/source-item.ts';

export const preparedOf = (item: SourceItem, change: Partial<PreparedItem> = {}): PreparedItem => ({
  ...item, width: 60, height: 40, colour: '#102030', transparent: false,
  thumbnails: () => Promise.resolve([{ size: 320, bytes: Uint8Array.of(1, 2) }, { size: 960, bytes: Uint8Array.of(3) }]), ...change,
});

export function picturesOf(width: number, height: number, ...values: number[][]): Pictures {
  const pictures = emptyPictures(values.length, width, height);
  values.forEach((picture, index) => pictures.data.set(picture, index * 3 * width * height));
  return pictures;
}

export const embeddingOf = (parts: Partial<Embedding> = {}): Embedding => ({
  encoder: {
    id: 'conv-autoencoder', name: 'Autoencoder', description: 'Learned.', dimensions: 2, distance: 'cosine', distanceNote: 'cosine',
    input: { width: 2, height: 1, channels: 3 },
  },
  points: { data: new Float32Array(4), rows: 2, columns: 2 }, ...parts,
});
