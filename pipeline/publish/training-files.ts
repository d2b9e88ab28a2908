/** The record of an encoder's training, with pictures of how items were painted back on the way. */
import { trainingPath } from '../../src/gallery/paths.ts';
import type { TrainingRecord } from '../../src/gallery/manifest.ts';
import type { Embedding } from '../encoders/embedding.ts';
import type { GalleryFile } from './folder.ts';
import { asPng } from './reconstruction-files.ts';

/** Nothing for an encoder that was not trained here. */
export async function trainingFiles(embedding: Embedding, ids: readonly string[]): Promise<GalleryFile[]> {
  const notes = embedding.training;
  if (!notes) return [];
  const encoder = embedding.encoder.id;
  const pictures: GalleryFile[] = [];
  const progress = new Map<number, TrainingRecord['progress'][number]>();
  for (const frame of notes.frames) {
    const image = `training/${encoder}/${ids[frame.item]!}-${frame.epoch}.png`;
    pictures.push({ path: image, bytes: await asPng(frame.picture, 0) });
    const shown = progress.get(frame.item) ?? { id: ids[frame.item]!, frames: [] };
    shown.frames.push({ epoch: frame.epoch, image });
    progress.set(frame.item, shown);
  }
  const record: TrainingRecord = { ...notes.record, progress: [...progress.values()] };
  return [{ path: trainingPath(encoder), bytes: new TextEncoder().encode(JSON.stringify(record)) }, ...pictures];
}
