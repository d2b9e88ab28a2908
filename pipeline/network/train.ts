/** Trains in a worker thread of its own, so that two trainings use two processors and the main thread stays free. */
import { Worker } from 'node:worker_threads';
import { Problem } from '../problem.ts';
import './onnx/no-telemetry.ts';
import type { TrainingPlan, TrainingProgress, TrainingResult } from './training-loop.ts';

export interface ToWorker {
  plan: TrainingPlan;
  /** One shared number: 1 asks the training to stop. */
  stop: Int32Array;
}

export type FromWorker =
  | { type: 'progress'; progress: TrainingProgress }
  | { type: 'result'; result: TrainingResult }
  | { type: 'stopped' }
  | { type: 'problem'; message: string };

interface Options {
  onProgress?: (progress: TrainingProgress) => void;
  signal?: AbortSignal;
}

/**
 * Runs the plan in a worker, on one thread. Rejects with the signal's reason when it is aborted, with a Problem where the plan or the
 * loss is at fault.
 */
export function train(plan: TrainingPlan, { onProgress, signal }: Options = {}): Promise<TrainingResult> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const abort = (): void => { Atomics.store(stop, 0, 1); };
    signal?.addEventListener('abort', abort, { once: true });
    const workerData: ToWorker = { plan, stop };
    const worker = new Worker(new URL('./train-worker.ts', import.meta.url), { workerData });
    const settle = (then: () => void): void => {
      signal?.removeEventListener('abort', abort);
      then();
    };
    worker.on('message', (message: FromWorker) => {
      switch (message.type) {
        case 'progress': return onProgress?.(message.progress);
        case 'result': return settle(() => resolve(message.result));
        case 'stopped': return settle(() => reject(signal?.reason as Error));
        case 'problem': return settle(() => reject(new Problem(message.message)));
      }
    });
    worker.on('error', (error) => settle(() => reject(error)));
    worker.on('exit', (code) => settle(() => reject(new Error(`The training's worker ended with code ${code} and no result.`))));
  });
}
