/** A worker thread that makes changed pictures ahead of the training. */
import { workerData } from 'node:worker_threads';
import { fillRing, type ToAugmentWorker } from './augmented-batches.ts';

fillRing(workerData as ToAugmentWorker);
