/** Trains in a worker thread of its own, and keeps what is not done. */
import type { Checkpoint, CheckpointStore } from './checkpoint.ts';
import type { TrainingPlan } from './plan.ts';
import type { TrainingProgress, TrainingResult } from './training-loop.ts';
import { trainInThread } from './training-thread.ts';

/** What a worker is given. */
export interface Work {
  plan: TrainingPlan;
  /** What the store held. */
  kept: unknown;
  /** Seconds between checkpoints; null where none are kept. */
  keepEvery: number | null;
}

/** What a worker tells while it trains. */
export type News =
  | { type: 'resumed'; epoch: number }
  | { type: 'progress'; progress: TrainingProgress }
  | { type: 'checkpoint'; checkpoint: Checkpoint };

interface TrainOptions {
  onProgress?: (progress: TrainingProgress) => void;
  /** Told where an earlier training goes on: the epoch (1, 2, …) that it stands in. */
  onResume?: (epoch: number) => void;
  /** Stops the training after the batch that runs. */
  signal?: AbortSignal;
  /** Where the training is kept while it is not done, so that another call with the same plan goes on from there. */
  store?: CheckpointStore;
  /** Seconds after which the end of an epoch is kept; a process that is killed loses as much, or one epoch where that takes longer. */
  keepEvery?: number;
}

/**
 * Runs the plan in a worker. Rejects with the signal's reason when it is aborted, once the checkpoint is written, and with a Problem where
 * the plan or the loss is at fault.
 */
export async function train(plan: TrainingPlan, options: TrainOptions = {}): Promise<TrainingResult> {
  const { store, signal, keepEvery = 5 } = options;
  signal?.throwIfAborted();
  const kept = await store?.read() ?? null;
  const writer = store && latestWins((checkpoint: Checkpoint) => store.write(checkpoint));
  try {
    const result = await runWorker({ plan, kept, keepEvery: store ? keepEvery : null }, options, writer?.write);
    await writer?.end();
    await store?.remove();
    return result;
  } catch (error) {
    await writer?.end();
    throw error;
  }
}

function runWorker(work: Work, { onProgress, onResume, signal }: TrainOptions, keep?: (checkpoint: Checkpoint) => void): Promise<TrainingResult> {
  const onNews = (news: News): void => {
    switch (news.type) {
      case 'resumed': return onResume?.(news.epoch);
      case 'progress': return onProgress?.(news.progress);
      case 'checkpoint': return keep?.(news.checkpoint);
    }
  };
  return trainInThread(new URL('./train-worker.ts', import.meta.url), work, { onNews, ...(signal && { signal }) });
}

/** Writes one value at a time; of those that come while one is being written only the last is written. `end` waits, and throws what went wrong. */
function latestWins<Value>(write: (value: Value) => Promise<void>): { write: (value: Value) => void; end: () => Promise<void> } {
  let waiting: { value: Value } | null = null;
  let writing: Promise<void> | null = null;
  const work = async (): Promise<void> => {
    while (waiting) {
      const { value } = waiting;
      waiting = null;
      await write(value);
    }
  };
  return {
    write: (value) => {
      waiting = { value };
      writing = (writing ?? Promise.resolve()).then(work);
      // Told by `end`.
      writing.catch(() => {});
    },
    end: async () => { await writing; },
  };
}
