/** Trains the sparse autoencoder on a collection's own pictures, embeds them, paints them back, and tries its codes. */
import { availableParallelism } from 'node:os';
import { codeKey } from '../../cache/code-key.ts';
import type { Stage } from '../../cache/stages.ts';
import { atOnce } from '../../ground/at-once.ts';
import { Problem } from '../../ground/problem.ts';
import { valuesPerPicture, type Pictures } from '../../images/pictures.ts';
import type { EngineName } from '../../network/engine/engine.ts';
import { layerTable } from '../../network/layer-table.ts';
import { readWeights } from '../../network/weights.ts';
import type { Embedded, EncoderContext } from '../context.ts';
import { picturesStage } from '../pictures-stage.ts';
import { reconstructionScores } from '../reconstruction.ts';
import type { EncoderSettings } from '../settings.ts';
import { make } from './making.ts';
import { BATCH, HIDDEN, sparseAutoencoder } from './sparse-autoencoder.ts';
import { partsOf, splitOf, type Parts } from './split.ts';
import { lossesAndWeightsOf, lossesOf, trainInWorker, type Run } from './train-in-worker.ts';
import type { TrainedSparse } from './training.ts';

type Settings = Extract<EncoderSettings, { type: 'sparse-autoencoder' }>;
const ID = 'sparse-autoencoder';
/** Losses are taken about so many times in a training. */
const LOOKS = 50;

/**
 * Several trainings, one thread each: the first makes the embedding, the others begin and split by other seeds and only leave their losses.
 */
export async function embedWithSparseAutoencoder(settings: Settings, context: EncoderContext): Promise<Embedded> {
  const { items, collection, stages } = context;
  const { seed } = collection;
  const sums = settings.sums.map((set) => set.map((id) => placeOf(id, context)));
  const parts = splitOf(items.length, settings.split, seed);
  const pictures = picturesStage(items, settings.size, stages);
  const engine = await context.engine();
  const failed = new AbortController();
  const training = trainings(settings, context, pictures, engine, failed.signal);
  const main = training('sparse training', seed, lossesAndWeightsOf);
  const otherSeeds = Array.from({ length: settings.trainings - 1 }, (_, index) => seed + 1 + index);
  const others = otherSeeds.map((other) => training('sparse training by another seed', other, lossesOf));
  const from = [codeKey('pipeline/encoders/sparse/making.ts', 'pipeline/encoders/pictures-stage.ts'), main.key, sums, settings['random-codes']];
  const making = stages.stage('sparse codes', from, async () =>
    make(settings, { seed, sums, parts, seen: await pictures.value(), weights: readWeights((await main.value()).weights, 'The sparse autoencoder’s weights file'), engine: engine.name }));
  await atOnce(availableParallelism(), [main, ...others] as readonly Stage<Run>[], (each) => each.value().catch((error: unknown) => {
    failed.abort(error);
    throw error;
  }));
  const { codes, painted, study: { penalty, ...study } } = await making.value();
  const { epochs, bestEpoch } = await main.value();
  const runs = [{ seed, bestEpoch, epochs }, ...await Promise.all(others.map(async (other, index) => ({ seed: otherSeeds[index]!, ...await other.value() })))];
  const { width, height } = painted.seen;
  return {
    key: making.key,
    embedding: {
      encoder: {
        id: ID, name: 'Sparse autoencoder', dimensions: HIDDEN, distance: 'euclidean',
        description: `An autoencoder of one hidden layer: ${HIDDEN} units, each meant to rest for most pictures, from which ${width} × ${height} pixels are painted back.`,
        distanceNote: 'Euclidean distance of codes',
        input: { width, height, channels: 3 },
        reconstruction: reconstructionScores(painted.errors),
      },
      points: codes,
      painted,
      training: {
        frames: [],
        record: {
          encoder: ID, seed, batch: BATCH, ...layerTable(sparseAutoencoder(valuesPerPicture(painted.seen))),
          examples: { training: parts.training.length, validation: parts.validation.length, test: parts.test.length },
          measure: 'half the squared error of a picture, and the sparsity’s penalty', epochs, bestEpoch,
        },
      },
      study: { ...study, record: { penalty, parts: named(parts, context), runs } },
    },
  };
}

function placeOf(id: string, { items, collection }: EncoderContext): number {
  const place = items.findIndex((item) => item.id === id);
  if (place < 0) throw new Problem(`${collection.file} adds up the code of “${id}”, but no published item has that id; correct it or take it out.`);
  return place;
}

function named(parts: Parts<number[]>, { items }: EncoderContext): Parts<string[]> {
  const ids = (places: number[]): string[] => places.map((place) => items[place]!.id);
  return { training: ids(parts.training), validation: ids(parts.validation), test: ids(parts.test) };
}

/** Declares trainings by their seeds, of each of which `kept` is kept under `name`. */
function trainings({ split, epochs }: Settings, { items, progress, stages, signal }: EncoderContext, pictures: Stage<Pictures>, engine: { name: EngineName; version: string }, failed: AbortSignal) {
  const every = Math.max(1, Math.floor(epochs / LOOKS));
  const together = AbortSignal.any([failed, ...(signal ? [signal] : [])]);
  return <Kept>(name: string, seed: number, kept: (trained: TrainedSparse) => Kept): Stage<Kept> => {
    const places = splitOf(items.length, split, seed);
    const from = [codeKey('pipeline/encoders/sparse/train-in-worker.ts', 'pipeline/encoders/pictures-stage.ts'), engine.version, pictures.key, { ...places }, epochs, every, seed];
    return stages.stage(name, from, async () => kept(await trainInWorker({ parts: partsOf(await pictures.value(), places), epochs, every, seed, engine: engine.name }, {
      signal: together,
      onLosses: ({ epoch, validation }) => progress.step(`sparse training, seed ${seed}`, epoch, epochs, `loss ${Math.round(validation)}`),
    })));
  };
}
