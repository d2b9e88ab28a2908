/** The encoder that computes nothing: it takes vectors that were made elsewhere. */
import path from 'node:path';
import { codeKey } from '../../cache/code-key.ts';
import { hashFile } from '../../ground/hash-file.ts';
import type { Embedded, EncoderContext } from '../context.ts';
import { encoderId } from '../encoder-id.ts';
import type { EncoderSettings } from '../settings.ts';
import { matchVectors } from './vectors/match.ts';
import { readColumns } from './vectors/read-columns.ts';

type Settings = Extract<EncoderSettings, { type: 'file' }>;

export async function embedOwnVectors(settings: Settings, { items, whole, stages, root }: EncoderContext): Promise<Embedded> {
  const file = path.resolve(root, settings.file);
  const pictures = items.map((item) => item.file);
  // A file that cannot be read is told of where it is opened.
  const hash = await hashFile(file).catch(() => null);
  const from = [codeKey('pipeline/encoders/own/vectors.ts'), settings.file, hash, pictures, { ...whole }, settings.column, settings.key];
  const stage = stages.stage('own vectors', from, async () => matchVectors(await readColumns(file), { ...settings, pictures, whole }));
  const { points, notices } = await stage.value();
  return {
    key: stage.key, notices,
    embedding: {
      encoder: {
        id: encoderId(settings), name: settings.name, dimensions: points.columns, distance: settings.distance,
        description: `Vectors that were made elsewhere, from ${path.basename(settings.file)}.`,
        distanceNote: settings.distance === 'cosine' ? 'cosine distance' : 'Euclidean distance',
      },
      points,
    },
  };
}
