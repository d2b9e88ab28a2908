/** Trains in a worker thread of its own, so that two trainings use two processors and the main thread stays free. */
import { Worker } from 'node:worker_threads';
import { Problem } from '../ground/problem.ts';
import type { Checkpoint, CheckpointStore } from './checkpoint.ts';
import './onnx/no-telemetry.ts';
import type { TrainingPlan } from './plan.ts';
import type { TrainingProgress, TrainingResult } from './training-loop.ts';

export interface ToWorker {
  plan: TrainingPlan;
  /** What the store held. */
  kept: unknown;
  /** Seconds between checkpoints; null where none are kept. */
  keepEvery: number | null;
  /** One shared number: 1 asks the training to stop. */
  stop: Int32Array;
}

export type FromWorker =
  | { type: 'resumed'; epoch: number }
  | { type: 'progress'; progress: TrainingProgress }
  | { type: 'checkpoint'; checkpoint: Checkpoint }
  | { type: 'result'; result: TrainingResult }
  | { type: 'stopped' }
  | { type: 'problem'; message: string };

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

function runWorker(work: Omit<ToWorker, 'stop'>, { onProgress, onResume, signal }: TrainOptions, keep?: (checkpoint: Checkpoint) => void): Promise<TrainingResult> {
  return new Promise((resolve, reject) => {
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const abort = (): void => { Atomics.store(stop, 0, 1); };
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    const worker = new Worker(new URL('./train-worker.ts', import.meta.url), { workerData: { ...work, stop } satisfies ToWorker });
    const settle = (then: () => void): void => {
      signal?.removeEventListener('abort', abort);
      then();
    };
    worker.on('message', (message: FromWorker) => {
      switch (message.type) {
        case 'resumed': return onResume?.(message.epoch);
        case 'progress': return onProgress?.(message.progress);
        case 'checkpoint': return keep?.(message.checkpoint);
        case 'result': return settle(() => resolve(message.result));
        case 'stopped': return settle(() => reject(signal?.reason as Error));
        case 'problem': return settle(() => reject(new Problem(message.message)));
      }
    });
    worker.on('error', (error) => settle(() => reject(error)));
    worker.on('exit', (code) => settle(() => reject(new Error(`The training's worker ended with code ${code} and no result.`))));
  });
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
