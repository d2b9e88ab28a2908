/** The batches of a training, in order: every epoch shuffles the examples anew and leaves none out. */
import { seeded } from '../ground/random.ts';
import type { Augmentation } from './augment.ts';
import { gather, type Dataset } from './dataset.ts';
import type { Batch } from './engine/engine.ts';

export interface BatchPlan {
  dataset: Dataset;
  /** Examples a batch; the last of an epoch may hold fewer. */
  batch: number;
  epochs: number;
  seed: number;
  augmentation?: Augmentation;
}

/** Gives one batch after another. */
export interface Batches {
  next(): Promise<Batch>;
  close(): Promise<void>;
}

export const batchesPerEpoch = ({ dataset, batch }: BatchPlan): number => Math.ceil(dataset.count / batch);

/** Indices of the examples in batch `number`, counted through all epochs from 0. Keeps the order of the latest epoch. */
export function membersOf(plan: BatchPlan): (number: number) => { epoch: number; members: Uint32Array } {
  const perEpoch = batchesPerEpoch(plan);
  let known = { epoch: 0, order: new Uint32Array() };
  return (number) => {
    const epoch = Math.floor(number / perEpoch) + 1;
    if (known.epoch !== epoch) {
      const order = Uint32Array.from({ length: plan.dataset.count }, (_, index) => index);
      known = { epoch, order: seeded(plan.seed, `shuffle of epoch ${epoch}`).shuffle(order) };
    }
    const from = (number % perEpoch) * plan.batch;
    return { epoch, members: known.order.subarray(from, from + plan.batch) };
  };
}

/** Batches as they are in the dataset, from batch `first` on. */
export function plainBatches(plan: BatchPlan, first = 0): Batches {
  const members = membersOf(plan);
  let number = first;
  return {
    next: async () => gather(plan.dataset, members(number++).members),
    close: async () => {},
  };
}
