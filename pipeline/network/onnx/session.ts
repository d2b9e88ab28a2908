/** Opens models with onnxruntime-node. */
import { InferenceSession } from 'onnxruntime-node';

/**
 * A session on `threads` threads. One thread and the same inputs give the same bits. Note that `run` blocks the calling thread although it
 * returns a promise: long work belongs in a worker.
 */
export function openSession(model: Uint8Array, threads = 1): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // Spinning threads take the processor from others. Denormal numbers, common in Adam's sums, are slow and mean nothing here.
    extra: { session: { intra_op: { allow_spinning: '0' }, set_denormal_as_zero: '1' } },
  });
}
