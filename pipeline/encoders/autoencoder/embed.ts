/** Trains the convolutional autoencoder for a collection, embeds its pictures and paints them back. */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { codeKey } from '../../cache/code-key.ts';
import type { Stage } from '../../cache/stages.ts';
import { Problem } from '../../ground/problem.ts';
import { seeded } from '../../ground/random.ts';
import { descriptionsKey } from '../../images/keys.ts';
import { choosePictures, type Pictures } from '../../images/pictures.ts';
import type { PreparedItem } from '../../images/prepare.ts';
import { duration } from '../../report/progress.ts';
import type { Embedded, EncoderContext } from '../context.ts';
import type { TrainingNotes } from '../embedding.ts';
import { picturesStage } from '../pictures-stage.ts';
import { asPictures, reconstructionErrors, reconstructionScores } from '../reconstruction.ts';
import type { EncoderSettings } from '../settings.ts';
import { decode, encode, trainConvAutoencoder, type TrainAutoencoderOptions, type TrainedAutoencoder } from './conv-autoencoder.ts';
import { halfWhiten } from './half-whiten.ts';
import { trainingSet, type TrainingSet } from './training-set.ts';

type Settings = Extract<EncoderSettings, { type: 'conv-autoencoder' }>;
const ID = 'conv-autoencoder';
/** Pictures that a training sees in all, each counted as often as it is seen. */
const SEEN = { main: 158_000, heldOut: 158_000 } as const;

/** What is kept of the training on all items. */
interface MainResult {
  record: Pick<TrainedAutoencoder, 'epochs' | 'bestEpoch' | 'parameters' | 'layers'>;
  batch: number;
  examples: { training: number; validation: number };
  frames: TrainingNotes['frames'];
  points: Matrix;
  painted: Pictures;
  errors: Float32Array;
}

/** What is kept of the second training: the error on items whose designs it never saw. */
interface HeldOutResult {
  ids: string[];
  errors: Float32Array;
  epochs: { epoch: number; training: number; validation: number }[];
  bestEpoch: number;
}

/** How one of the two trainings is run. */
type Training = Required<Pick<TrainAutoencoderOptions, 'engine' | 'store' | 'signal'>> & { label: string };

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
  const from = [codeKey('pipeline/encoders/autoencoder/embed.ts'), engine.version, told, pictures.key, context.collection.seed];
  const placed = (ids: readonly string[]): [string, number][] => ids.map((id) => [id, context.items.findIndex((item) => item.id === id)]);
  const failed = new AbortController();
  const together = AbortSignal.any([failed.signal, ...(context.signal ? [context.signal] : [])]);
  const main: Stage<MainResult> = context.stages.stage('training', [from, settings.epochs ?? SEEN.main, placed(settings.show)],
    () => trainMain(settings, context, pictures, training('training', main)));
  const second: Stage<HeldOutResult> = context.stages.stage('held-out training', [from, settings['held-out-epochs'] ?? SEEN.heldOut, placed(heldOut)],
    () => trainHeldOut(settings, context, pictures, heldOut, training('held-out training', second)));
  const training = (label: string, { key }: Stage<unknown>): Training =>
    ({ label, engine: engine.name, store: context.checkpoints(`${context.collection.id} ${ID} ${label}`, key), signal: together });
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

async function trainMain(settings: Settings, context: EncoderContext, pictures: Stage<Pictures>, training: Training): Promise<MainResult> {
  const { engine } = training;
  const real = await pictures.value();
  const set = await makeSet(settings, context, training, real, new Set(), 'training pictures');
  const shown = settings.show.map((id) => context.items.findIndex((item) => item.id === id));
  const epochs = settings.epochs ?? epochsFor(SEEN.main, set);
  const trained = await trainConvAutoencoder({
    ...set, real, epochs, seed: context.collection.seed,
    snapshotsAt: framesAt(epochs), snapshotsOf: shown, ...runningOf(training, context),
  });
  const codes = await encode(trained.weights, real, engine);
  const painted = asPictures(await decode(trained.weights, codes, real, engine), real);
  return {
    record: { epochs: trained.epochs, bestEpoch: trained.bestEpoch, parameters: trained.parameters, layers: trained.layers },
    batch: trained.batch,
    examples: { training: set.training.count, validation: set.validation.count },
    frames: trained.snapshots.flatMap(({ index, frames }) => frames.map(({ epoch, painted: data }) => ({
      item: index, epoch, picture: { data, count: 1, width: real.width, height: real.height },
    }))),
    points: halfWhiten(await encode(trained.weights, set.training, engine), codes),
    painted,
    errors: reconstructionErrors(real, painted),
  };
}

async function trainHeldOut(settings: Settings, context: EncoderContext, pictures: Stage<Pictures>, heldOut: string[], training: Training): Promise<HeldOutResult> {
  const { engine } = training;
  const excluded = new Set(heldOut);
  const all = await pictures.value();
  const real = choosePictures(all, context.items.flatMap((item, index) => excluded.has(item.id) ? [index] : []));
  const set = await makeSet(settings, context, training, all, excluded, 'training pictures without the held-out');
  const trained = await trainConvAutoencoder({
    ...set, real, epochs: settings['held-out-epochs'] ?? epochsFor(SEEN.heldOut, set), seed: context.collection.seed,
    snapshotsAt: [], snapshotsOf: [], ...runningOf(training, context),
  });
  const painted = asPictures(await decode(trained.weights, await encode(trained.weights, real, engine), real, engine), real);
  return {
    ids: context.items.filter((item) => excluded.has(item.id)).map((item) => item.id),
    errors: reconstructionErrors(real, painted),
    epochs: trained.epochs.map(({ epoch, training, validation }) => ({ epoch, training, validation })),
    bestEpoch: trained.bestEpoch,
  };
}

const makeSet = (
  settings: Settings, { collection, items, progress }: EncoderContext, { signal }: Training, pictures: Pictures, exclude: ReadonlySet<string>, label: string,
): ReturnType<typeof trainingSet> => trainingSet({ collection, items, exclude, mashUps: settings['mash-ups'], signal, pictures, progress, label });

function runningOf({ label, ...training }: Training, { progress }: EncoderContext): Omit<Training, 'label'> & Pick<TrainAutoencoderOptions, 'onProgress' | 'onResume'> {
  return {
    ...training,
    onResume: (epoch) => progress.say(`  ${label}: going on from epoch ${epoch}`),
    onProgress: ({ epoch, epochs, imagesPerSecond, secondsLeft, validation }) => progress.step(label, epoch, epochs,
      `${Math.round(imagesPerSecond)} pictures a second, error ${validation.toFixed(4)}, ${duration(secondsLeft)} left`),
  };
}

/** Epochs after which about `seen` pictures were seen; more than 500 only learn few pictures by heart. */
const epochsFor = (seen: number, { training }: TrainingSet): number => Math.min(500, Math.max(1, Math.round(seen / training.count)));

/** The first epoch, the last, and two between, evenly spread on a logarithmic scale. */
function framesAt(epochs: number): number[] {
  return [...new Set([0, 1 / 3, 2 / 3, 1].map((share) => Math.round(epochs ** share)))];
}
