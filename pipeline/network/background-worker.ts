/** The worker thread of a network that is run forward: a run blocks its thread, so the main thread is kept free of it. */
import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../problem.ts';
import type { BackgroundPlan, FromBackground, ToBackground } from './background.ts';
import type { Inference } from './engine/engine.ts';
import { openEngine } from './engine/open.ts';

const { network, weights, engine, batch, threads } = workerData as BackgroundPlan;
const send = (message: FromBackground, transfer: ArrayBuffer[] = []): void => parentPort!.postMessage(message, transfer);

async function open(): Promise<Inference> {
  const inference = await (await openEngine(engine)).openInference({ network, batch, inputs: 'bytes', targets: 'inputs', threads });
  inference.use(weights);
  return inference;
}

const opened = open();
// Told by the first run.
opened.catch(() => {});

parentPort!.on('message', (message: ToBackground) => void answer(message));

async function answer(message: ToBackground): Promise<void> {
  if (message === 'close') {
    await opened.then((inference) => inference.close(), () => {});
    send('closed');
    parentPort!.close();
    return;
  }
  try {
    // A copy: the engine writes the next run's outputs over these.
    const outputs = Float32Array.from((await (await opened).run({ inputs: message.inputs })).outputs);
    send({ outputs }, [outputs.buffer]);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    send({ problem: error.message });
  }
}
