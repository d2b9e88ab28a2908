/** The worker thread of one training: a run of onnxruntime blocks its thread, so the main thread is kept free of it. */
import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../../ground/problem.ts';
import type { FromSparseWorker, ToSparseWorker } from './train-in-worker.ts';
import { trainSparse } from './training.ts';

const { plan, stop } = workerData as ToSparseWorker;
const send = (message: FromSparseWorker): void => parentPort!.postMessage(message);

try {
  const trained = await trainSparse(plan, {
    onLosses: (losses) => send({ type: 'losses', losses }),
    stopped: () => Atomics.load(stop, 0) === 1,
  });
  send(trained ? { type: 'trained', trained } : { type: 'stopped' });
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  send({ type: 'problem', message: error.message });
}
