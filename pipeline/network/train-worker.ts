/** The worker thread of one training: a run of onnxruntime blocks its thread, so the main thread is kept free of it. */
import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../problem.ts';
import type { FromWorker, ToWorker } from './train.ts';
import { Stopped, trainingLoop } from './training-loop.ts';

const { plan, stop } = workerData as ToWorker;
const send = (message: FromWorker): void => parentPort!.postMessage(message);

try {
  const result = await trainingLoop(plan, {
    onProgress: (progress) => send({ type: 'progress', progress }),
    stopped: () => Atomics.load(stop, 0) === 1,
    clock: () => performance.now() / 1000,
  });
  send({ type: 'result', result });
} catch (error) {
  if (error instanceof Stopped) send({ type: 'stopped' });
  else if (error instanceof Problem) send({ type: 'problem', message: error.message });
  else throw error;
}
