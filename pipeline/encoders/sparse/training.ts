/** Trains the sparse autoencoder, step by step, in the calling thread. */
import { Problem } from '../../ground/problem.ts';
import { seeded } from '../../ground/random.ts';
import { valuesPerPicture, type Pictures } from '../../images/pictures.ts';
import { gather } from '../../network/dataset.ts';
import type { EngineName, TrainingStep } from '../../network/engine/engine.ts';
import { openEngine } from '../../network/engine/open.ts';
import type { Weights } from '../../network/weights.ts';
import { BATCH, LOSS, OPTIMISER, RATE, sparseAutoencoder, startingWeights } from './sparse-autoencoder.ts';
import type { Parts } from './split.ts';

export interface SparsePlan {
  parts: Parts<Pictures>;
  epochs: number;
  /** Losses are taken before the first epoch and after every so many. */
  every: number;
  /** Of the first weights and of the order in which pictures are seen. */
  seed: number;
  engine: EngineName;
}

/** Losses of all pictures of each part after an epoch; epoch 0 is before the first. */
export interface SparseLosses extends Parts<number> {
  epoch: number;
}

export interface TrainedSparse {
  /** Those with the lowest validation loss of all that were looked at. */
  weights: Weights;
  bestEpoch: number;
  epochs: SparseLosses[];
}

interface Surroundings {
  onLosses?: (losses: SparseLosses) => void;
  /** Asked before every epoch; true ends the training, which then gives null. */
  stopped?: () => boolean;
}

/** In what order `count` pictures are seen in epoch `epoch` (1, 2, …). */
export const orderOf = (seed: number, epoch: number, count: number): Uint32Array =>
  seeded(seed, `order of epoch ${epoch}`).shuffle(Uint32Array.from({ length: count }, (_, index) => index));

/**
 * The same plan on the same machine gives the same weights, bit by bit. Parts hold at least a picture each. Throws a Problem where the
 * loss is no number.
 */
export async function trainSparse({ parts, epochs, every, seed, engine }: SparsePlan, { onLosses, stopped }: Surroundings = {}): Promise<TrainedSparse | null> {
  const datasets = { training: asVectors(parts.training), validation: asVectors(parts.validation), test: asVectors(parts.test) };
  const values = valuesPerPicture(parts.training);
  const step = await (await openEngine(engine)).openTraining({
    network: sparseAutoencoder(values), loss: LOSS, optimiser: OPTIMISER, seed, inputs: 'bytes', targets: 'inputs',
    // Losses are taken of a whole part at once: the sparsity's ρ̂ is a mean over all of its pictures.
    batch: Math.max(BATCH, ...Object.values(parts).map(({ count }) => count)),
    start: { weights: startingWeights(values, seed) },
  });
  const trained: Pick<TrainedSparse, 'epochs'> & { best: { epoch: number; loss: number; weights: Weights } | null } = { epochs: [], best: null };
  try {
    for (let epoch = 0; epoch <= epochs; epoch += 1) {
      if (stopped?.()) return null;
      if (epoch > 0) await takeEpoch(step, datasets.training, orderOf(seed, epoch, parts.training.count));
      if (epoch % every !== 0 && epoch !== epochs) continue;
      const losses = { epoch, training: await lossOf(step, datasets.training), validation: await lossOf(step, datasets.validation), test: await lossOf(step, datasets.test) };
      if (!Number.isFinite(losses.training + losses.validation)) throw new Problem(`The training of the sparse autoencoder broke after epoch ${epoch}: its loss became ${losses.training}; take fewer epochs or another seed.`);
      trained.epochs.push(losses);
      if (!trained.best || losses.validation < trained.best.loss) trained.best = { epoch, loss: losses.validation, weights: step.weights() };
      onLosses?.(losses);
    }
    return { epochs: trained.epochs, bestEpoch: trained.best!.epoch, weights: trained.best!.weights };
  } finally {
    await step.close();
  }
}

type Vectors = ReturnType<typeof asVectors>;

const asVectors = (pictures: Pictures): { count: number; shape: [number]; inputs: Uint8Array } =>
  ({ count: pictures.count, shape: [valuesPerPicture(pictures)], inputs: pictures.data });

async function takeEpoch(step: TrainingStep, training: Vectors, order: Uint32Array): Promise<void> {
  for (let at = 0; at < order.length; at += BATCH) await step.run(gather(training, order.subarray(at, at + BATCH)), RATE);
}

/** A step at rate 0 says the loss, sparsity and all, and changes nothing. */
const lossOf = (step: TrainingStep, { inputs }: Vectors): Promise<number> => step.run({ inputs }, 0);
