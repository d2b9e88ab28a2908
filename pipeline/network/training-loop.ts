/** Trains a network: epochs over shuffled examples, with the best weights on examples kept apart. Runs in the calling thread. */
import { Problem } from '../ground/problem.ts';
import { augmentedBatches } from './augmented-batches.ts';
import { batchesPerEpoch, plainBatches, type Batches, type BatchPlan } from './batches.ts';
import { copyOf, identityOf, type Checkpoint, type EpochLosses, type Reached, type Snapshot } from './checkpoint.ts';
import { slice, type Dataset } from './dataset.ts';
import { shouldStop } from './early-stopping.ts';
import type { Inference, InferenceOptions, TrainingStep } from './engine/engine.ts';
import { openEngine } from './engine/open.ts';
import { evaluate } from './evaluate.ts';
import { initialise } from './initialise.ts';
import { checkPlan, type TrainingPlan } from './plan.ts';
import { highestRate, rateAt } from './schedule.ts';
import type { Weights } from './weights.ts';

export interface TrainingResult {
  /** Those of the epoch with the lowest validation loss. */
  weights: Weights;
  epochs: EpochLosses[];
  bestEpoch: number;
  snapshots: Snapshot[];
}

export interface TrainingProgress extends EpochLosses {
  /** The most there will be. */
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
  /** Keeps a checkpoint: when the training is stopped, and at the end of an epoch once `keepEvery` seconds have passed. */
  keep?(checkpoint: Checkpoint): void;
  keepEvery: number;
}

/** Thrown where `stopped` said so. */
export class Stopped extends Error {
  override name = 'Stopped';
}

/** Examples a run where nothing is learnt. */
const EVALUATION_BATCH = 32;

/**
 * Trains as the plan says, from the beginning or from a checkpoint of the same plan. The same plan on the same machine gives the same
 * weights, bit by bit, stopped in between or not. Throws a Problem where the plan is wrong or the loss is no number.
 */
export async function trainingLoop(plan: TrainingPlan, surroundings: Surroundings, from: Checkpoint | null = null): Promise<TrainingResult> {
  checkPlan(plan);
  const training = await Training.open(plan, surroundings, from);
  try {
    while (!training.over) await training.epoch();
    return training.result();
  } finally {
    await training.close();
  }
}

class Training {
  private readonly plan: TrainingPlan;
  private readonly surroundings: Surroundings;
  private readonly perEpoch: number;
  private readonly step: TrainingStep;
  private readonly evaluation: Inference;
  private readonly batches: Batches;
  private readonly reached: Reached;
  private readonly started: { clock: number; epochs: number };
  private kept: number;

  private constructor(plan: TrainingPlan, surroundings: Surroundings, step: TrainingStep, evaluation: Inference, from: Checkpoint | null) {
    const batchPlan: BatchPlan = { ...plan, dataset: plan.training };
    this.plan = plan;
    this.surroundings = surroundings;
    this.perEpoch = batchesPerEpoch(batchPlan);
    this.step = step;
    this.evaluation = evaluation;
    this.reached = from ? copyOf(from) : {
      plan: identityOf(plan), epochs: [], batches: 0, lossSum: 0, best: null, snapshots: (plan.snapshots?.of ?? []).map((index) => ({ index, frames: [] })),
    };
    const first = this.reached.epochs.length * this.perEpoch + this.reached.batches;
    this.batches = plan.augmentation ? augmentedBatches(batchPlan, first) : plainBatches(batchPlan, first);
    this.kept = surroundings.clock();
    this.started = { clock: this.kept, epochs: this.reached.epochs.length };
  }

  static async open(plan: TrainingPlan, surroundings: Surroundings, from: Checkpoint | null): Promise<Training> {
    const { network, seed, loss, optimiser, training } = plan;
    const engine = await openEngine(plan.engine);
    const shared = { network, ...kindOf(training), ...(plan.threads && { threads: plan.threads }) };
    const start = from?.state ?? { weights: initialise(network, seed, plan.initialiser) };
    const step = await engine.openTraining({ ...shared, batch: Math.min(plan.batch, training.count), loss, optimiser, seed, start });
    const evaluation = await engine.openInference({ ...shared, batch: EVALUATION_BATCH, loss });
    return new Training(plan, surroundings, step, evaluation, from);
  }

  /** Whether all epochs are done, or enough of them for early stopping. */
  get over(): boolean {
    const { plan, reached } = this;
    return reached.epochs.length >= plan.epochs || Boolean(plan.earlyStopping && shouldStop(plan.earlyStopping, this.validationLosses));
  }

  result(): TrainingResult {
    const { best, epochs, snapshots } = this.reached;
    return { weights: best!.weights, bestEpoch: best!.epoch, epochs, snapshots };
  }

  async close(): Promise<void> {
    await this.batches.close();
    await this.step.close();
    await this.evaluation.close();
  }

  /** Takes the steps that are left of the epoch, and looks at what they led to. */
  async epoch(): Promise<void> {
    const { reached, plan, surroundings } = this;
    const validation = this.validationLosses;
    while (reached.batches < this.perEpoch) {
      if (surroundings.stopped()) {
        this.keep();
        throw new Stopped('The training was stopped.');
      }
      await this.takeStep(validation);
    }
    const training = reached.lossSum / plan.training.count;
    Object.assign(reached, { batches: 0, lossSum: 0 });
    const weights = this.step.weights();
    const losses = await this.lossesOf(weights, training);
    reached.epochs.push(losses);
    if (!reached.best || losses.validation < Math.min(...validation)) reached.best = { epoch: losses.epoch, weights };
    if (plan.snapshots?.epochs.includes(losses.epoch)) await this.paint(losses.epoch);
    this.tell(losses);
    if (surroundings.clock() - this.kept >= surroundings.keepEvery) this.keep();
  }

  private async takeStep(validation: readonly number[]): Promise<void> {
    const { reached, plan, perEpoch } = this;
    const epoch = reached.epochs.length;
    const batch = await this.batches.next();
    const rate = rateAt(plan.schedule, { step: epoch * perEpoch + reached.batches, steps: plan.epochs * perEpoch, epoch, validation });
    const loss = await this.step.run(batch, rate);
    if (!Number.isFinite(loss)) throw broken(plan, `in epoch ${epoch + 1}, batch ${reached.batches + 1} of ${perEpoch}`, loss);
    const examples = Math.min(plan.batch, plan.training.count - reached.batches * plan.batch);
    reached.batches += 1;
    reached.lossSum += loss * examples;
  }

  private async lossesOf(weights: Weights, training: number): Promise<EpochLosses> {
    const { plan, evaluation } = this;
    const epoch = this.reached.epochs.length + 1;
    evaluation.use(weights);
    const validation = await evaluate(evaluation, plan.validation, EVALUATION_BATCH);
    if (!Number.isFinite(validation.loss)) throw broken(plan, `after epoch ${epoch}, on the pictures to check with`, validation.loss);
    const watched = plan.watched && await evaluate(evaluation, plan.watched, EVALUATION_BATCH);
    return {
      epoch, training, validation: validation.loss, watched: watched?.loss ?? 0,
      ...(validation.accuracy !== null && { accuracy: { validation: validation.accuracy, watched: watched?.accuracy ?? 0 } }),
    };
  }

  /** Notes what the network makes of the examples that the plan follows. */
  private async paint(epoch: number): Promise<void> {
    for (const { index, frames } of this.reached.snapshots) {
      const { outputs } = await this.evaluation.run(slice(this.plan.watched!, index, index + 1));
      frames.push({ epoch, painted: Uint8Array.from(outputs, (value) => Math.round(255 * Math.min(1, Math.max(0, value)))) });
    }
  }

  private tell(losses: EpochLosses): void {
    const { plan, surroundings, started } = this;
    const seconds = surroundings.clock() - started.clock;
    const epochs = losses.epoch - started.epochs;
    surroundings.onProgress({
      ...losses, epochs: plan.epochs,
      imagesPerSecond: epochs * plan.training.count / seconds,
      secondsLeft: (plan.epochs - losses.epoch) * seconds / epochs,
    });
  }

  private keep(): void {
    this.surroundings.keep?.({ ...copyOf(this.reached), state: this.step.state() });
    this.kept = this.surroundings.clock();
  }

  private get validationLosses(): number[] {
    return this.reached.epochs.map(({ validation }) => validation);
  }
}

const kindOf = ({ inputs, targets }: Dataset): Pick<InferenceOptions, 'inputs' | 'targets'> => ({
  inputs: inputs instanceof Uint8Array ? 'bytes' : 'values',
  targets: !targets ? 'inputs' : targets instanceof Uint32Array ? 'classes' : 'values',
});

function broken(plan: TrainingPlan, where: string, loss: number): Problem {
  return new Problem(`The training broke ${where}: its loss became ${loss}; lower the learning rate (its highest is ${highestRate(plan.schedule)}) and build again.`);
}
