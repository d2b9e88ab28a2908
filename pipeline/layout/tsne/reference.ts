/** The package tsne-js behind our entry point: an independent implementation to compare with. */
import TSNE from 'tsne-js';
import { row, type Matrix } from '../../../src/gallery/matrix.ts';

/**
 * The rate of the package's own example. Where points are few it throws them apart; half their number then does well.
 */
const learningRate = (count: number): number => Math.min(100, count / 2);

/**
 * Runs tsne-js from `start` (interleaved) and returns its map, interleaved. The package draws its start
 * from Math.random; it is replaced, so that the same seed gives the same map. It runs in one go and cannot be interrupted,
 * stops early when it sees no progress, and takes minutes for a thousand points.
 */
export function referenceMap(
  points: Matrix, start: Float32Array | Float64Array, perplexity: number, iterations: number, onProgress: (done: number, total: number) => void,
): Float64Array {
  const model = new TSNE({
    dim: 2, perplexity, earlyExaggeration: 4, learningRate: learningRate(points.rows), nIter: iterations, metric: 'euclidean',
  });
  model.on('progressIter', ([iteration]) => onProgress(Math.min(iteration + 1, iterations), iterations));
  model.init({ data: Array.from({ length: points.rows }, (_, index) => Array.from(row(points, index))), type: 'dense' });
  model.outputEmbedding.data.set(start);
  model.run();
  return Float64Array.from(model.outputEmbedding.data);
}
