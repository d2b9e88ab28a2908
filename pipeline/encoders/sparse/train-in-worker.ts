/** Trains a sparse autoencoder in a worker thread of its own, so that several use as many processors. */
import { Worker } from 'node:worker_threads';
import '../../network/onnx/no-telemetry.ts';
import { Problem } from '../../ground/problem.ts';
import type { SparseLosses, SparsePlan, TrainedSparse } from './training.ts';

export interface ToSparseWorker {
  plan: SparsePlan;
  /** One shared number: 1 asks the training to stop. */
  stop: Int32Array;
}

export type FromSparseWorker =
  | { type: 'losses'; losses: SparseLosses }
  | { type: 'trained'; trained: TrainedSparse }
  | { type: 'stopped' }
  | { type: 'problem'; message: string };

/** Rejects with the signal's reason when it is aborted, after the epoch that runs, and with a Problem where the loss is no number. */
export function trainInWorker(plan: SparsePlan, { signal, onLosses }: { signal?: AbortSignal; onLosses?: (losses: SparseLosses) => void }): Promise<TrainedSparse> {
  return new Promise((resolve, reject) => {
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const abort = (): void => { Atomics.store(stop, 0, 1); };
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { plan, stop } satisfies ToSparseWorker });
    const settle = (then: () => void): void => {
      signal?.removeEventListener('abort', abort);
      then();
    };
    worker.on('message', (message: FromSparseWorker) => {
      switch (message.type) {
        case 'losses': return onLosses?.(message.losses);
        case 'trained': return settle(() => resolve(message.trained));
        case 'stopped': return settle(() => reject(signal?.reason as Error));
        case 'problem': return settle(() => reject(new Problem(message.message)));
      }
    });
    worker.on('error', (error) => settle(() => reject(error)));
    worker.on('exit', (code) => settle(() => reject(new Error(`The training's worker ended with code ${code} and no result.`))));
  });
}
