/** All that a training has come to: from here it goes on to the same weights, bit by bit, as if it had never stopped. */
import type { TrainingState } from './engine/engine.ts';
import type { TrainingPlan } from './plan.ts';
import type { Weights } from './weights.ts';

/** Losses after one epoch, means over examples. */
export interface EpochLosses {
  epoch: number;
  /** Over the batches as they were seen, with sparsity and weight decay. */
  training: number;
  validation: number;
  /** 0 where nothing is watched. */
  watched: number;
  /** Shares of examples whose class is told rightly; only where targets are classes. */
  accuracy?: { validation: number; watched: number };
}

/** What one example became after some epochs: values 0–1 as bytes. */
export interface Snapshot {
  index: number;
  frames: { epoch: number; painted: Uint8Array }[];
}

/** Plain data with typed arrays. */
export interface Checkpoint extends Reached {
  state: TrainingState;
}

/** Learning rates, early stopping, shuffles, changes of pictures and dropout follow from the counts and losses. */
export interface Reached {
  /** Of which plan it is; see `identityOf`. */
  plan: string;
  /** Whole epochs, with their losses. */
  epochs: EpochLosses[];
  /** Batches of the epoch after them. */
  batches: number;
  /** Their losses, each times its examples. */
  lossSum: number;
  best: { epoch: number; weights: Weights } | null;
  snapshots: Snapshot[];
}

/**
 * Keeps the checkpoint of one training, which the caller knows by all that can change its result, the examples included. `read` gives null
 * where there is none.
 */
export interface CheckpointStore {
  read(): Promise<unknown>;
  write(checkpoint: Checkpoint): Promise<void>;
  remove(): Promise<void>;
}

/** The plan without its examples, of which only the numbers and shapes count. */
export function identityOf(plan: TrainingPlan): string {
  return JSON.stringify(plan, (_, value: unknown) => ArrayBuffer.isView(value) ? (value as Uint8Array).length : value);
}

/** `kept` where it is a checkpoint of `plan`, otherwise null. */
export function checkpointOf(plan: TrainingPlan, kept: unknown): Checkpoint | null {
  return (kept as Partial<Checkpoint> | null)?.plan === identityOf(plan) ? kept as Checkpoint : null;
}

/** A copy of the lists, which grow; weights are never changed in place. */
export const copyOf = ({ plan, epochs, batches, lossSum, best, snapshots }: Reached): Reached =>
  ({ plan, epochs: [...epochs], batches, lossSum, best, snapshots: snapshots.map(({ index, frames }) => ({ index, frames: [...frames] })) });
