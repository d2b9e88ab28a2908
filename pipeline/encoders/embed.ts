/** Runs the encoder that a collection names. */
import type { Matrix } from '../../src/gallery/matrix.ts';
import { codeKey, keyOf, packageVersions } from '../cache/key.ts';
import type { Stage, Stages } from '../cache/stages.ts';
import type { Collection, EncoderSettings } from '../collection.ts';
import { toMatrix, type Pictures } from '../images/pictures.ts';
import { itemsKey, type PreparedItem } from '../images/prepare.ts';
import { toPictures } from '../images/tensors.ts';
import type { Progress } from '../report/progress.ts';
import { embedWithAutoencoder } from './embed-autoencoder.ts';
import type { Embedding } from './embedding.ts';

export interface EncoderContext {
  collection: Collection;
  items: readonly PreparedItem[];
  stages: Stages;
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
    case 'pixels': return embedPixels(settings.size, context);
    case 'conv-autoencoder': return embedWithAutoencoder(settings, context);
  }
}

/** The items' pictures stretched to one size, as a stage that several encoders can share. */
export function picturesStage(items: readonly PreparedItem[], [width, height]: readonly [number, number], stages: Stages): Stage<Pictures> {
  return stages.stage('pictures', [codeKey('images'), packageVersions('sharp'), itemsKey(items), width, height],
    () => toPictures(items, { width, height }));
}

/** The baseline: the values of the pixels themselves. */
async function embedPixels(size: readonly [number, number], { items, stages }: EncoderContext): Promise<Embedded> {
  const [width, height] = size;
  const pictures = picturesStage(items, size, stages);
  const points = perValue(toMatrix(await pictures.value()));
  return {
    key: keyOf(pictures.key, codeKey('encoders/embed.ts')),
    embedding: {
      encoder: {
        id: 'pixels', name: 'Pixels', dimensions: points.columns, distance: 'euclidean',
        description: `The red, green and blue of ${width} × ${height} pixels, as they are.`,
        distanceNote: 'root mean square difference of pixel values, each from 0 to 1',
        input: { width, height, channels: 3 },
      },
      points,
    },
  };
}

/** Divided by the root of the number of values: Euclidean distance then is the root mean square difference of values. */
function perValue(matrix: Matrix): Matrix {
  const scale = 1 / Math.sqrt(matrix.columns);
  return { ...matrix, data: matrix.data.map((value) => value * scale) };
}
