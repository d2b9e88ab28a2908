/** A training in a worker thread of its own: a run of onnxruntime blocks its thread, so two trainings use two processors and the main thread stays free. */
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { Problem } from '../ground/problem.ts';
import './onnx/no-telemetry.ts';

interface ToThread<Work> {
  work: Work;
  /** One shared number: 1 asks the training to stop. */
  stop: Int32Array;
}

type FromThread<News, Result> =
  | { type: 'news'; news: News }
  | { type: 'result'; result: Result }
  | { type: 'stopped' }
  | { type: 'problem'; message: string };

/**
 * Does `work` in a worker thread that runs the module `file`. Rejects with the signal's reason when it is aborted, once the training has
 * stopped, and with a Problem where the training throws one.
 */
export function trainInThread<Work, News, Result>(file: URL, work: Work, { signal, onNews }: { signal?: AbortSignal; onNews: (news: News) => void }): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const abort = (): void => { Atomics.store(stop, 0, 1); };
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    const worker = new Worker(file, { workerData: { work, stop } satisfies ToThread<Work> });
    const settle = (then: () => void): void => {
      signal?.removeEventListener('abort', abort);
      then();
    };
    worker.on('message', (message: FromThread<News, Result>) => {
      switch (message.type) {
        case 'news': return onNews(message.news);
        case 'result': return settle(() => resolve(message.result));
        case 'stopped': return settle(() => reject(signal?.reason as Error));
        case 'problem': return settle(() => reject(new Problem(message.message)));
      }
    });
    worker.on('error', (error) => settle(() => reject(error)));
    worker.on('exit', (code) => settle(() => reject(new Error(`The training's worker ended with code ${code} and no result.`))));
  });
}

/** The other end, in the worker: trains, and sends what came of it. `train` gives null where it was stopped. */
export async function serveTraining<Work, News, Result>(
  train: (work: Work, surroundings: { tell: (news: News) => void; stopped: () => boolean }) => Promise<Result | null>,
): Promise<void> {
  const { work, stop } = workerData as ToThread<Work>;
  const send = (message: FromThread<News, Result>): void => parentPort!.postMessage(message);
  try {
    const result = await train(work, { tell: (news) => send({ type: 'news', news }), stopped: () => Atomics.load(stop, 0) === 1 });
    send(result === null ? { type: 'stopped' } : { type: 'result', result });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    send({ type: 'problem', message: error.message });
  }
}
