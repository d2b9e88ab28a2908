/** Trains an autoencoder: epochs over shuffled pictures, with the best weights on pictures kept apart. Runs in the calling thread. */
import { valuesPerPicture, type Pictures } from '../images/pictures.ts';
import { Problem } from '../problem.ts';
import { seeded } from '../random.ts';
import { augmented, type Augmentation } from './augment.ts';
import { initialise } from './initialise.ts';
import type { Initialiser, Loss, Optimiser } from './objective.ts';
import { Inference } from './onnx/inference.ts';
import type { TrainingStep } from './engine/engine.ts';
import { OnnxTrainingStep } from './onnx/training-step.ts';
import { warmUpCosine, type Schedule } from './schedule.ts';
import type { Network } from './spec.ts';
import type { Weights } from './weights.ts';

/** Plain data, so that it can be sent to a worker. */
export interface TrainingPlan {
  network: Network;
  loss: Loss;
  optimiser: Optimiser;
  initialiser: Initialiser;
  /** How training pictures are changed each time they are seen. */
  augmentation: Augmentation;
  /** Pictures a step. Those that do not fill the last batch of an epoch wait for another shuffle. */
  batch: number;
  epochs: number;
  schedule: Schedule;
  seed: number;
  training: Pictures;
  /** Decides which epoch's weights are kept; never trained on. */
  validation: Pictures;
  /** Only watched: neither trained on nor used to decide anything. */
  watched: Pictures;
  /** After these epochs (1, 2, …) it is noted what the network makes of these of the watched pictures. */
  snapshots: { epochs: readonly number[]; of: readonly number[] };
}

/** Mean losses after one epoch; `training` is the mean over its batches as they were seen. */
export interface EpochLosses {
  epoch: number;
  training: number;
  validation: number;
  watched: number;
}

/** What one picture became after some epochs: its values 0–1 as bytes, planar. */
export interface Snapshot {
  index: number;
  frames: { epoch: number; painted: Uint8Array }[];
}

export interface TrainingResult {
  /** Those of the epoch with the lowest validation loss. */
  weights: Weights;
  epochs: EpochLosses[];
  bestEpoch: number;
  snapshots: Snapshot[];
}

export interface TrainingProgress extends EpochLosses {
  epochs: number;
  imagesPerSecond: number;
  secondsLeft: number;
}

export interface Surroundings {
  onProgress(progress: TrainingProgress): void;
  /** Asked before every step. */
  stopped(): boolean;
  /** Seconds from any starting point. */
  clock(): number;
}

/** Thrown where `stopped` said so. */
export class Stopped extends Error {
  override name = 'Stopped';
}

/** Examples a run where nothing is learnt. */
const EVALUATION_BATCH = 32;

/** Trains as the plan says. The same plan on the same machine gives the same weights, bit by bit. Throws a Problem where the loss is no number. */
export async function trainingLoop(plan: TrainingPlan, surroundings: Surroundings): Promise<TrainingResult> {
  checkPlan(plan);
  const { network, loss } = plan;
  const batch = Math.min(plan.batch, plan.training.count);
  const step = await OnnxTrainingStep.open({
    network, batch, loss, optimiser: plan.optimiser, inputs: 'bytes', targets: 'inputs', seed: plan.seed,
    start: { weights: initialise(network, plan.seed, plan.initialiser) },
  });
  const evaluation = await Inference.open({ network, batch: EVALUATION_BATCH, input: 'bytes', loss });
  const started = surroundings.clock();
  const result: TrainingResult = {
    weights: step.weights(), epochs: [], bestEpoch: 0, snapshots: plan.snapshots.of.map((index) => ({ index, frames: [] })),
  };
  try {
    for (let epoch = 1; epoch <= plan.epochs; epoch += 1) {
      const training = await trainEpoch(plan, step, batch, epoch, surroundings);
      const weights = step.weights();
      const validation = mean(await evaluation.errors(weights, plan.validation));
      const watched = mean(await evaluation.errors(weights, plan.watched));
      const best = result.epochs[result.bestEpoch - 1];
      result.epochs.push({ epoch, training, validation, watched });
      if (!best || validation < best.validation) Object.assign(result, { weights, bestEpoch: epoch });
      if (plan.snapshots.epochs.includes(epoch)) await paint(plan, evaluation, weights, epoch, result.snapshots);
      const seconds = surroundings.clock() - started;
      surroundings.onProgress({
        epoch, epochs: plan.epochs, training, validation, watched,
        imagesPerSecond: epoch * plan.training.count / seconds,
        secondsLeft: (plan.epochs - epoch) * seconds / epoch,
      });
    }
    return result;
  } finally {
    await step.close();
    await evaluation.close();
  }
}

async function trainEpoch(plan: TrainingPlan, step: TrainingStep, batch: number, epoch: number, surroundings: Surroundings): Promise<number> {
  const size = valuesPerPicture(plan.training);
  const order = seeded(plan.seed, `shuffle of epoch ${epoch}`).shuffle(Uint32Array.from({ length: plan.training.count }, (_, index) => index));
  const chance = seeded(plan.seed, `changes of epoch ${epoch}`);
  const batches = Math.floor(plan.training.count / batch);
  const inputs = new Uint8Array(batch * size);
  let sum = 0;
  for (let at = 0; at < batches; at += 1) {
    if (surroundings.stopped()) throw new Stopped('The training was stopped.');
    for (let index = 0; index < batch; index += 1) {
      const picture = order[at * batch + index]!;
      const from = plan.training.data.subarray(picture * size, (picture + 1) * size);
      augmented(from, inputs.subarray(index * size, (index + 1) * size), plan.training, plan.augmentation, chance);
    }
    const loss = await step.run({ inputs }, warmUpCosine(plan.schedule, (epoch - 1) * batches + at, plan.epochs * batches));
    if (!Number.isFinite(loss)) {
      throw new Problem(`The training broke in epoch ${epoch}, batch ${at + 1} of ${batches}: its loss became ${loss}; lower the learning rate (its peak is ${plan.schedule.peak}) and build again.`);
    }
    sum += loss;
  }
  return sum / batches;
}

/** Notes what the network makes of the pictures that the plan follows. */
async function paint(plan: TrainingPlan, evaluation: Inference, weights: Weights, epoch: number, snapshots: readonly Snapshot[]): Promise<void> {
  const size = valuesPerPicture(plan.watched);
  for (const { index, frames } of snapshots) {
    const data = plan.watched.data.slice(index * size, (index + 1) * size);
    const { data: painted } = await evaluation.outputs(weights, { ...plan.watched, data, count: 1 });
    frames.push({ epoch, painted: Uint8Array.from(painted, (value) => Math.round(255 * Math.min(1, Math.max(0, value)))) });
  }
}

function checkPlan({ network, training, validation, watched, snapshots, epochs }: TrainingPlan): void {
  if (training.count === 0 || validation.count === 0) {
    throw new Problem(`A training wants pictures to learn from and pictures to check with, but has ${training.count} and ${validation.count}; give it more pictures.`);
  }
  for (const { width, height } of [training, validation, watched]) {
    if (network.input.join() !== [3, height, width].join()) {
      throw new Problem(`The network sees ${network.input.join(' × ')} values, but the pictures are 3 × ${height} × ${width}; give both the same size.`);
    }
  }
  if (!Number.isInteger(epochs) || epochs < 1) throw new Problem(`A training of ${epochs} epochs cannot be; give a whole number of at least 1.`);
  const stranger = snapshots.of.find((index) => !(index >= 0 && index < watched.count));
  if (stranger !== undefined) throw new RangeError(`snapshots of picture ${stranger}, but only ${watched.count} are watched`);
}

/** The mean, summed in double precision; 0 of nothing. */
function mean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length ? sum / values.length : 0;
}
