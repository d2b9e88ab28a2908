/** Trains the fully convolutional autoencoder for a collection, embeds its pictures and paints them back. */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { codeKey } from '../../cache/code-key.ts';
import type { Stage } from '../../cache/stages.ts';
import { Problem } from '../../ground/problem.ts';
import { seeded } from '../../ground/random.ts';
import { chooseGrey, greyOf, inColour, type GreyPictures } from '../../images/grey.ts';
import { layerTable } from '../../network/layer-table.ts';
import { duration } from '../../report/progress.ts';
import type { Embedded, EncoderContext } from '../context.ts';
import type { TrainingNotes } from '../embedding.ts';
import { picturesStage } from '../pictures-stage.ts';
import { reconstructionErrors, reconstructionScores } from '../reconstruction.ts';
import type { EncoderSettings } from '../settings.ts';
import { BATCH, decode, encode, fullyConvolutionalAutoencoder, trainFullyConvolutional } from './fully-convolutional-autoencoder.ts';

type Settings = Extract<EncoderSettings, { type: 'fully-convolutional-autoencoder' }>;
const ID = 'fully-convolutional-autoencoder';

/** What is kept of the training. */
interface Result {
  record: TrainingNotes['record'];
  points: Matrix;
  painted: GreyPictures;
}

/**
 * Learns from the source's training pictures where there are some: the items are then seen by the network for the first time when they are
 * embedded. Else it learns from the items themselves.
 */
export async function embedFullyConvolutional(settings: Settings, context: EncoderContext): Promise<Embedded> {
  const pictures = picturesStage(context.items, settings.size, context.stages);
  const engine = await context.engine();
  const from = [
    codeKey('pipeline/encoders/fully-convolutional/embed.ts'), engine.version, pictures.key, context.training?.hash ?? null, settings.epochs, context.collection.seed,
  ];
  const seen = async (): Promise<GreyPictures> => greyOf(await pictures.value());
  const training: Stage<Result> = context.stages.stage('training', from, async () => trainAndEmbed(settings, context, await seen(), engine.name, training.key));
  const [{ record, points, painted }, shown] = [await training.value(), inColour(await seen())];
  const repainted = inColour(painted);
  const errors = reconstructionErrors(shown, repainted);
  const [width, height] = settings.size;
  return {
    key: training.key,
    embedding: {
      encoder: {
        id: ID, name: 'Autoencoder', dimensions: points.columns, distance: 'euclidean',
        description: `A convolutional autoencoder that squeezes ${width} × ${height} grey pixels into ${points.columns} numbers and paints the picture back from them.`,
        distanceNote: 'Euclidean distance of codes',
        input: { width, height, channels: 1 },
        reconstruction: reconstructionScores(errors),
      },
      points,
      painted: { seen: shown, painted: repainted, errors },
      training: { record, frames: [] },
    },
  };
}

async function trainAndEmbed(
  { epochs }: Settings, { collection, training: source, checkpoints, progress, signal }: EncoderContext, items: GreyPictures,
  engine: Parameters<typeof encode>[2], key: string,
): Promise<Result> {
  const { seed } = collection;
  const given = source ? await source.read() : items;
  if (given.width !== items.width || given.height !== items.height) {
    throw new Problem(`${collection.file} has the autoencoder see ${items.width} × ${items.height} pixels, but its source's training pictures are ${given.width} × ${given.height}; give that as size.`);
  }
  const { training, validation } = split(given, seed);
  const { weights, epochs: losses, bestEpoch } = await trainFullyConvolutional({
    training, validation, ...(source && { test: items }), epochs, seed, engine, store: checkpoints(`${collection.id} ${ID}`, key),
    onResume: (epoch) => progress.say(`  training: going on from epoch ${epoch}`),
    onProgress: ({ epoch, imagesPerSecond, secondsLeft, validation: loss }) => progress.step('training', epoch, epochs,
      `${Math.round(imagesPerSecond)} pictures a second, loss ${loss.toFixed(4)}, ${duration(secondsLeft)} left`),
    ...(signal && { signal }),
  });
  const points = await encode(weights, items, engine);
  return {
    points, painted: await decode(weights, points, items, engine),
    record: {
      encoder: ID, seed, bestEpoch, batch: BATCH, ...layerTable(fullyConvolutionalAutoencoder(items)), measure: 'binary cross-entropy per value',
      examples: { training: training.count, validation: validation.count, ...(source && { test: items.count }) },
      epochs: losses.map(({ epoch, training, validation, watched }) => ({ epoch, training, validation, ...(source && { test: watched }) })),
    },
  };
}

/** One in sixty pictures decides which epoch is the best, and at most a thousand. */
function split(pictures: GreyPictures, seed: number): { training: GreyPictures; validation: GreyPictures } {
  const order = seeded(seed, 'validation').shuffle(Array.from({ length: pictures.count }, (_, index) => index));
  const validating = Math.min(1_000, Math.max(1, Math.round(pictures.count / 60)));
  return { validation: chooseGrey(pictures, order.slice(0, validating)), training: chooseGrey(pictures, order.slice(validating)) };
}
