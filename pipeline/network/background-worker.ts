/** The worker thread of a network that is run forward: a run blocks its thread, so the main thread is kept free of it. */
import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../ground/problem.ts';
import type { BackgroundPlan, FromBackground, ToBackground } from './background.ts';
import { openEngine } from './engine/open.ts';
import { openImageModel, type ImageModel } from './onnx/image-model.ts';

const plan = workerData as BackgroundPlan;
const send = (message: FromBackground): void => parentPort!.postMessage(message);

async function open(): Promise<ImageModel> {
  const { engine, threads } = plan;
  // TensorFlow.js reads no ONNX files.
  if (plan.kind === 'model') return openImageModel(plan.model, { provider: engine === 'tensorflow' ? 'cpu' : engine, threads });
  const { network, weights, batch } = plan;
  const inference = await (await openEngine(engine)).openInference({ network, batch, inputs: 'bytes', targets: 'inputs', threads });
  inference.use(weights);
  return {
    // A copy: the engine writes the next run's outputs over these.
    run: async (inputs) => Float32Array.from((await inference.run({ inputs })).outputs),
    close: () => inference.close(),
  };
}

const opened = open();
// Told by the first run.
opened.catch(() => {});

parentPort!.on('message', (message: ToBackground) => void answer(message));

async function answer(message: ToBackground): Promise<void> {
  if (message === 'close') {
    await opened.then((model) => model.close(), () => {});
    send('closed');
    parentPort!.close();
    return;
  }
  try {
    send({ outputs: await (await opened).run(message.inputs) });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    send({ problem: error.message });
  }
}
