/** Trains the convolutional autoencoder for a collection, embeds its pictures and paints them back. */
import { codeKey } from '../../cache/code-key.ts';
import type { Stage } from '../../cache/stages.ts';
import { Problem } from '../../ground/problem.ts';
import { seeded } from '../../ground/random.ts';
import { descriptionsKey } from '../../images/keys.ts';
import type { PreparedItem } from '../../images/prepare.ts';
import { toldTraining } from '../../report/training.ts';
import type { Embedded, EncoderContext } from '../context.ts';
import { picturesStage } from '../pictures-stage.ts';
import { reconstructionScores } from '../reconstruction.ts';
import type { EncoderSettings } from '../settings.ts';
import { SEEN, trainHeldOut, trainMain, type HeldOutResult, type MainResult, type Running } from './training.ts';

type Settings = Extract<EncoderSettings, { type: 'conv-autoencoder' }>;
const ID = 'conv-autoencoder';

/**
 * Two trainings side by side, one thread each. The first learns from designs of all items and makes the embedding; the
 * second is kept from some items, and only measures how well designs that it never saw are painted back.
 */
export async function embedWithAutoencoder(settings: Settings, context: EncoderContext): Promise<Embedded> {
  const stranger = settings.show.find((id) => !context.items.some((item) => item.id === id));
  if (stranger) throw new Problem(`${context.collection.file} shows “${stranger}”, but no published item has that id; correct it or take it out.`);
  const pictures = picturesStage(context.items, settings.size, context.stages);
  const heldOut = heldOutItems(settings['held-out'], context);
  const engine = await context.engine();
  // Synthetic flags are made from what is told of flags too; others learn from their pictures alone, and a caption that is put right must train nothing anew.
  const told = context.collection.source.type === 'country-flags' ? [descriptionsKey(context.items), settings['mash-ups']] : [];
  const from = [codeKey('pipeline/encoders/autoencoder/training.ts', 'pipeline/encoders/pictures-stage.ts'), engine.version, told, pictures.key, context.collection.seed];
  const placed = (ids: readonly string[]): [string, number][] => ids.map((id) => [id, context.items.findIndex((item) => item.id === id)]);
  const failed = new AbortController();
  const together = AbortSignal.any([failed.signal, ...(context.signal ? [context.signal] : [])]);
  const main: Stage<MainResult> = context.stages.stage('training', [from, settings.epochs ?? SEEN.main, placed(settings.show)],
    () => trainMain(settings, context, pictures, running('training', 'training pictures', main)));
  const second: Stage<HeldOutResult> = context.stages.stage('held-out training', [from, settings['held-out-epochs'] ?? SEEN.heldOut, placed(heldOut)],
    () => trainHeldOut(settings, context, pictures, heldOut, running('held-out training', 'training pictures without the held-out', second)));
  const running = (label: string, ofPictures: string, { key }: Stage<unknown>): Running => ({
    engine: engine.name, store: context.checkpoints(`${context.collection.id} ${ID} ${label}`, key), signal: together,
    ...toldTraining(context.progress, label), onPicturesMade: (done, total) => context.progress.step(ofPictures, done, total),
  });
  const both = [main.value(), heldOut.length ? second.value() : null, pictures.value()] as const;
  const [result, honest, seen] = await Promise.all(both).catch(async (error: unknown) => {
    // Where one fails, the other must not train on for minutes behind the message; but it may still have to keep what it has come to.
    failed.abort(error);
    await Promise.allSettled(both);
    throw error;
  });
  return {
    key: main.key,
    embedding: {
      encoder: {
        id: ID, name: 'Autoencoder', dimensions: result.points.columns, distance: 'cosine',
        description: `A convolutional autoencoder that squeezes ${seen.width} × ${seen.height} pixels into ${result.points.columns} numbers and paints the picture back from them.`,
        distanceNote: 'cosine distance of half-whitened codes',
        input: { width: seen.width, height: seen.height, channels: 3 },
        reconstruction: {
          ...reconstructionScores(result.errors),
          ...(honest && { heldOut: { count: honest.ids.length, ...reconstructionScores(honest.errors) } }),
        },
      },
      points: result.points,
      painted: { seen, painted: result.painted, errors: result.errors },
      training: {
        frames: result.frames,
        record: {
          encoder: ID, seed: context.collection.seed, ...result.record, batch: result.batch, examples: result.examples,
          ...(honest && { heldOut: { ...honest, errors: Array.from(honest.errors), meanSquaredError: reconstructionScores(honest.errors).meanSquaredError } }),
        },
      },
    },
  };
}

/**
 * Chosen by the seed, at most a fifth of the items, spread over the values of the first label as the items are: flags of
 * one region share designs, and a draw that happens to leave a region out would measure something easier.
 */
function heldOutItems(wanted: number, { items, collection }: EncoderContext): string[] {
  const count = Math.min(wanted, Math.floor(items.length / 5));
  const label = (item: PreparedItem): string => Object.values(item.labels)[0] ?? '';
  const byLabel = seeded(collection.seed, 'held out').shuffle([...items]).sort((a, b) => (label(a) < label(b) ? -1 : Number(label(a) > label(b))));
  return Array.from({ length: count }, (_, index) => byLabel[Math.floor(((index + 0.5) * items.length) / count)]!.id).sort();
}
