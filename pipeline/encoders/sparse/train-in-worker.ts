/** Trains a sparse autoencoder in a worker thread of its own, so that several use as many processors, and what is kept of it. */
import { trainInThread } from '../../network/training-thread.ts';
import { writeWeights } from '../../network/weights.ts';
import type { SparseLosses, SparsePlan, TrainedSparse } from './training.ts';

/** What is kept of a training that only leaves its losses. */
export type Run = Pick<TrainedSparse, 'epochs' | 'bestEpoch'>;

export const lossesOf = ({ epochs, bestEpoch }: TrainedSparse): Run => ({ epochs, bestEpoch });

/** `weights`: a safetensors file. */
export const lossesAndWeightsOf = ({ weights, ...run }: TrainedSparse): Run & { weights: Uint8Array } => ({ ...run, weights: writeWeights(weights) });

/** Rejects with the signal's reason when it is aborted, after the epoch that runs, and with a Problem where the loss is no number. */
export const trainInWorker = (plan: SparsePlan, { signal, onLosses = () => {} }: { signal?: AbortSignal; onLosses?: (losses: SparseLosses) => void }): Promise<TrainedSparse> =>
  trainInThread(new URL('./worker.ts', import.meta.url), plan, { onNews: onLosses, ...(signal && { signal }) });
