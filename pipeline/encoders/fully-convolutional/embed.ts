/** Trains the fully convolutional autoencoder for a collection, embeds its pictures and paints them back. */
import { codeKey } from '../../cache/code-key.ts';
import type { Stage } from '../../cache/stages.ts';
import { greyOf, inColour, type GreyPictures } from '../../images/grey.ts';
import { layerTable } from '../../network/layer-table.ts';
import { toldTraining } from '../../report/training.ts';
import type { Embedded, EncoderContext } from '../context.ts';
import type { TrainingNotes } from '../embedding.ts';
import { picturesStage } from '../pictures-stage.ts';
import { reconstructionErrors, reconstructionScores } from '../reconstruction.ts';
import type { EncoderSettings } from '../settings.ts';
import { BATCH, fullyConvolutionalAutoencoder } from './fully-convolutional-autoencoder.ts';
import { trainAndEmbed, type Result } from './training.ts';

type Settings = Extract<EncoderSettings, { type: 'fully-convolutional-autoencoder' }>;
const ID = 'fully-convolutional-autoencoder';

/**
 * Learns from the source's training pictures where there are some: the items are then seen by the network for the first time when they are
 * embedded. Else it learns from the items themselves.
 */
export async function embedFullyConvolutional(settings: Settings, context: EncoderContext): Promise<Embedded> {
  const pictures = picturesStage(context.items, settings.size, context.stages);
  const engine = await context.engine();
  const { id, seed } = context.collection;
  const { epochs } = settings;
  const from = [
    codeKey('pipeline/encoders/fully-convolutional/training.ts', 'pipeline/encoders/pictures-stage.ts'), engine.version, pictures.key, context.training?.hash ?? null, epochs, seed,
  ];
  const seen = async (): Promise<GreyPictures> => greyOf(await pictures.value());
  const training: Stage<Result> = context.stages.stage('training', from, async () => trainAndEmbed(await seen(), context, {
    epochs, engine: engine.name, store: context.checkpoints(`${id} ${ID}`, training.key), ...toldTraining(context.progress, 'training'),
  }));
  const [{ points, painted, ...trained }, shown] = [await training.value(), inColour(await seen())];
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
      training: { frames: [], record: recordOf(settings, seed, trained) },
    },
  };
}

const recordOf = ({ size: [width, height] }: Settings, seed: number, { examples, epochs, bestEpoch }: Omit<Result, 'points' | 'painted'>): TrainingNotes['record'] => ({
  encoder: ID, seed, bestEpoch, batch: BATCH, ...layerTable(fullyConvolutionalAutoencoder({ width, height })), measure: 'binary cross-entropy per value', examples,
  epochs: epochs.map(({ epoch, training, validation, watched }) => ({ epoch, training, validation, ...(examples.test !== undefined && { test: watched }) })),
});
