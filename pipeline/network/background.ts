/** Runs a network, or a model that was made elsewhere, forward in a worker thread, so that the main thread can decode the next pictures meanwhile. */
import { Worker } from 'node:worker_threads';
import { Problem } from '../ground/problem.ts';
import type { EngineName } from './engine/engine.ts';
import type { ImageModelPlan } from './onnx/image-model.ts';
import './onnx/no-telemetry.ts';
import type { Network } from './spec.ts';
import type { Weights } from './weights.ts';

export type BackgroundPlan = {
  engine: EngineName;
  /** Threads of the processor that a run may use. */
  threads: number;
} & (
  /** `batch`: most examples in a run. */
  | { kind: 'network'; network: Network; weights: Weights; batch: number }
  | { kind: 'model'; model: ImageModelPlan }
);

export interface BackgroundNetwork {
  /** Count × input values, as bytes that stand for 0–1, to count × output values. Wait for one run before the next. */
  run(inputs: Uint8Array): Promise<Float32Array>;
  close(): Promise<void>;
}

export type ToBackground = { inputs: Uint8Array } | 'close';
export type FromBackground = { outputs: Float32Array } | { problem: string } | 'closed';

/** The worker opens the network at once; what goes wrong there is thrown by the next run. */
export function runInBackground(plan: BackgroundPlan): BackgroundNetwork {
  const worker = new Worker(new URL('./background-worker.ts', import.meta.url), { workerData: plan });
  let failure: Error | null = null;
  worker.on('error', (error) => { failure = error; });
  const answer = (question: ToBackground): Promise<FromBackground> => new Promise((resolve, reject) => {
    const gone = (): void => reject(failure ?? new Error('The worker that runs the network ended before it answered.'));
    if (failure) return gone();
    worker.once('exit', gone);
    worker.once('message', (message: FromBackground) => {
      worker.off('exit', gone);
      resolve(message);
    });
    worker.postMessage(question);
  });
  return {
    run: async (inputs) => {
      const result = await answer({ inputs });
      if (result === 'closed') throw new RangeError('The network was closed.');
      if ('problem' in result) throw new Problem(result.problem);
      return result.outputs;
    },
    close: async () => {
      if (!failure) await answer('close');
    },
  };
}
