/** A few of the synthetic pictures that a collection's autoencoder learned from. */
import type { Manifest } from '../../src/gallery/manifest.ts';
import { codeKey } from '../cache/code-key.ts';
import type { Stages } from '../cache/stages.ts';
import type { Collection } from '../collection.ts';
import { descriptionsKey } from '../images/keys.ts';
import type { PreparedItem } from '../images/prepare.ts';
import { kinds } from '../sources/synthetic-flags.ts';
import { drawSamples } from '../sources/synthetic-samples.ts';
import type { GalleryFile } from './folder.ts';

/** Null for a collection whose encoders learn from no synthetic pictures. */
export async function syntheticFiles(
  collection: Collection, items: readonly PreparedItem[], stages: Stages,
): Promise<{ manifest: NonNullable<Manifest['synthetic']>; files: GalleryFile[] } | null> {
  const trained = collection.encoders.find((encoder) => encoder.type === 'conv-autoencoder');
  if (!trained || collection.source.type !== 'country-flags') return null;
  const from = [codeKey('pipeline/sources/synthetic-samples.ts'), descriptionsKey(items), collection.seed];
  const samples = await stages.stage('samples', from, () => drawSamples(items, collection.seed)).value();
  const files = samples.map((sample, index) => ({ path: `synthetic/${index + 1}.webp`, bytes: sample.bytes }));
  return {
    files,
    manifest: {
      count: trained['mash-ups'] * kinds.length,
      samples: samples.map(({ title, kind, parents, width, height }, index) => ({ title, kind, parents, width, height, image: files[index]!.path })),
    },
  };
}
