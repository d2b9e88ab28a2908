/** A whole training as plain data, so that it can be sent to a worker thread. */
import { Problem } from '../ground/problem.ts';
import { checkAugmentation, type Augmentation } from './augment.ts';
import type { Dataset } from './dataset.ts';
import type { EarlyStopping } from './early-stopping.ts';
import type { EngineName } from './engine/engine.ts';
import type { Initialiser, Loss, Optimiser } from './objective.ts';
import type { Schedule } from './schedule.ts';
import { checkInitialiser, checkLoss, checkOptimiser } from './schema.ts';
import { outputOf, sizeOf } from './shapes.ts';
import type { Network } from './spec.ts';

export interface TrainingPlan {
  network: Network;
  loss: Loss;
  optimiser: Optimiser;
  initialiser: Initialiser;
  schedule: Schedule;
  /** Examples a step; the last batch of an epoch holds what is left over. */
  batch: number;
  /** The most epochs. */
  epochs: number;
  earlyStopping?: EarlyStopping;
  /** How training pictures, bytes of channels × height × width, are changed each time they are seen. */
  augmentation?: Augmentation;
  /** Of all chance: first weights, order of examples, changes of pictures, dropout. */
  seed: number;
  training: Dataset;
  /** Decides which epoch's weights are kept; never trained on. */
  validation: Dataset;
  /** Only watched: neither trained on nor used to decide anything. */
  watched?: Dataset;
  /** After these epochs (1, 2, …) it is noted what the network makes of these of the watched pictures. */
  snapshots?: { epochs: readonly number[]; of: readonly number[] };
  engine: EngineName;
  /** Threads of the processor that a step may use; 1 unless told. Results are the same to the bit only for the same number. */
  threads?: number;
}

/** Throws a Problem where the plan cannot be trained. */
export function checkPlan(plan: TrainingPlan): void {
  const { training, validation, watched } = plan;
  checkLoss(plan.loss);
  checkOptimiser(plan.optimiser);
  checkInitialiser(plan.initialiser);
  if (training.count === 0 || validation.count === 0) {
    throw new Problem(`A training wants examples to learn from and examples to check with, but has ${training.count} and ${validation.count}; give it more pictures.`);
  }
  for (const dataset of [training, validation, ...(watched ? [watched] : [])]) {
    checkDataset(plan, dataset);
    if (dataset.inputs.constructor !== training.inputs.constructor || dataset.targets?.constructor !== training.targets?.constructor) {
      throw new RangeError('the datasets of a training differ in what kinds of inputs or targets they have');
    }
  }
  whole('epochs', plan.epochs);
  whole('examples a batch', plan.batch);
  if (plan.earlyStopping) whole('epochs of patience', plan.earlyStopping.patience);
  checkSchedule(plan.schedule);
  if (plan.augmentation) checkAugmentation(plan.augmentation);
  if (plan.augmentation && (training.shape.length !== 3 || !(training.inputs instanceof Uint8Array))) {
    throw new Problem('A training that changes its pictures wants them as bytes of channels × height × width; give it such pictures or leave the changes out.');
  }
  const stranger = plan.snapshots?.of.find((index) => !(index >= 0 && index < (watched?.count ?? 0)));
  if (stranger !== undefined) throw new RangeError(`snapshots of example ${stranger}, but only ${watched?.count ?? 0} are watched`);
}

function checkDataset({ network, loss }: TrainingPlan, { count, shape, inputs, targets, mask }: Dataset): void {
  if (network.input.join() !== shape.join()) {
    throw new Problem(`The network sees ${network.input.join(' × ')} values, but the pictures are ${shape.join(' × ')}; give both the same size.`);
  }
  if (inputs.length !== count * sizeOf(shape)) throw new RangeError(`${count} examples of ${shape.join(' × ')} want ${count * sizeOf(shape)} values, not ${inputs.length}`);
  const output = outputOf(network);
  if (targets instanceof Uint32Array) {
    const classes = targets.reduce((most, label) => Math.max(most, label + 1), 0);
    if (classes > sizeOf(output)) {
      throw new Problem(`The examples are of ${classes} classes, but the network puts out ${output.join(' × ')} values; give its last dense layer a unit for every class.`);
    }
  }
  const wanted = { targets: targets instanceof Uint32Array ? count : count * sizeOf(output), mask: count * sizeOf(output) };
  for (const [name, values] of [['targets', targets], ['mask', mask]] as const) {
    if (values && values.length !== wanted[name]) throw new Problem(`${count} examples want ${wanted[name]} ${name} values, but there are ${values.length}; give each example as many as the network puts out.`);
  }
  if (loss.mask && !mask) throw new RangeError('the loss wants a mask, but the dataset has none');
}

function checkSchedule(schedule: Schedule): void {
  for (const [name, value] of Object.entries(schedule)) {
    if (typeof value === 'number' && !(Number.isFinite(value) && value >= 0)) throw new Problem(`The schedule of learning rates has ${name} ${value}; give a finite number of at least 0.`);
  }
  if (schedule.kind === 'step') whole('epochs between steps of the learning rate', schedule.every);
  if (schedule.kind === 'reduce-on-plateau') whole('epochs of patience before the learning rate falls', schedule.patience);
}

function whole(what: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) throw new Problem(`A training cannot have ${value} ${what}; give a whole number of at least 1.`);
}
