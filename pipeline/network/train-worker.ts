/** The worker thread of one training: a run of onnxruntime blocks its thread, so the main thread is kept free of it. */
import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../ground/problem.ts';
import { checkpointOf } from './checkpoint.ts';
import type { FromWorker, ToWorker } from './train.ts';
import { Stopped, trainingLoop } from './training-loop.ts';

const { plan, kept, keepEvery, stop } = workerData as ToWorker;
const send = (message: FromWorker): void => parentPort!.postMessage(message);

try {
  const from = checkpointOf(plan, kept);
  if (from) send({ type: 'resumed', epoch: from.epochs.length + 1 });
  const result = await trainingLoop(plan, {
    onProgress: (progress) => send({ type: 'progress', progress }),
    stopped: () => Atomics.load(stop, 0) === 1,
    clock: () => performance.now() / 1000,
    ...(keepEvery !== null && { keep: (checkpoint) => send({ type: 'checkpoint', checkpoint }) }),
    keepEvery: keepEvery ?? Infinity,
  }, from);
  send({ type: 'result', result });
} catch (error) {
  if (error instanceof Stopped) send({ type: 'stopped' });
  else if (error instanceof Problem) send({ type: 'problem', message: error.message });
  else throw error;
}
