/** The two trainings of the convolutional autoencoder, and what is made with each while it is there. Apart from how they are described, so that new words train nothing anew. */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import type { Stage } from '../../cache/stages.ts';
import { choosePictures, type Pictures } from '../../images/pictures.ts';
import type { EncoderContext } from '../context.ts';
import type { TrainingNotes } from '../embedding.ts';
import { asPictures, reconstructionErrors } from '../reconstruction.ts';
import type { EncoderSettings } from '../settings.ts';
import { decode, encode, trainConvAutoencoder, type TrainAutoencoderOptions, type TrainedAutoencoder } from './conv-autoencoder.ts';
import { halfWhiten } from './half-whiten.ts';
import { trainingSet, type TrainingSet } from './training-set.ts';

type Settings = Extract<EncoderSettings, { type: 'conv-autoencoder' }>;
/** Pictures that a training sees in all, each counted as often as it is seen. */
export const SEEN = { main: 158_000, heldOut: 158_000 } as const;

/** What is kept of the training on all items. */
export interface MainResult {
  record: Pick<TrainedAutoencoder, 'epochs' | 'bestEpoch' | 'parameters' | 'layers'>;
  batch: number;
  examples: { training: number; validation: number };
  frames: TrainingNotes['frames'];
  points: Matrix;
  painted: Pictures;
  errors: Float32Array;
}

/** What is kept of the second training: the error on items whose designs it never saw. */
export interface HeldOutResult {
  ids: string[];
  errors: Float32Array;
  epochs: { epoch: number; training: number; validation: number }[];
  bestEpoch: number;
}

/** How one of the two trainings is run. */
export interface Running extends Required<Pick<TrainAutoencoderOptions, 'engine' | 'store' | 'signal' | 'onProgress' | 'onResume'>> {
  onPicturesMade: (done: number, total: number) => void;
}

export async function trainMain(settings: Settings, context: EncoderContext, pictures: Stage<Pictures>, { onPicturesMade, ...running }: Running): Promise<MainResult> {
  const { engine, signal } = running;
  const real = await pictures.value();
  const set = await makeSet(settings, context, real, new Set(), { onPicturesMade, signal });
  const shown = settings.show.map((id) => context.items.findIndex((item) => item.id === id));
  const epochs = settings.epochs ?? epochsFor(SEEN.main, set);
  const trained = await trainConvAutoencoder({
    ...set, real, epochs, seed: context.collection.seed,
    snapshotsAt: framesAt(epochs), snapshotsOf: shown, ...running,
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

export async function trainHeldOut(settings: Settings, context: EncoderContext, pictures: Stage<Pictures>, heldOut: string[], { onPicturesMade, ...running }: Running): Promise<HeldOutResult> {
  const { engine, signal } = running;
  const excluded = new Set(heldOut);
  const all = await pictures.value();
  const real = choosePictures(all, context.items.flatMap((item, index) => excluded.has(item.id) ? [index] : []));
  const set = await makeSet(settings, context, all, excluded, { onPicturesMade, signal });
  const trained = await trainConvAutoencoder({
    ...set, real, epochs: settings['held-out-epochs'] ?? epochsFor(SEEN.heldOut, set), seed: context.collection.seed,
    snapshotsAt: [], snapshotsOf: [], ...running,
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
  settings: Settings, { collection, items }: EncoderContext, pictures: Pictures, exclude: ReadonlySet<string>, { onPicturesMade, signal }: Pick<Running, 'onPicturesMade' | 'signal'>,
): Promise<TrainingSet> => trainingSet({ collection, items, exclude, mashUps: settings['mash-ups'], pictures, onProgress: onPicturesMade, signal });

/** Epochs after which about `seen` pictures were seen; more than 500 only learn few pictures by heart. */
const epochsFor = (seen: number, { training }: TrainingSet): number => Math.min(500, Math.max(1, Math.round(seen / training.count)));

/** The first epoch, the last, and two between, evenly spread on a logarithmic scale. */
function framesAt(epochs: number): number[] {
  return [...new Set([0, 1 / 3, 2 / 3, 1].map((share) => Math.round(epochs ** share)))];
}
