/** The gradients of kernels, shared by all convolutions. */
import type { Shape } from '../../spec.ts';
import { reshape, sumOver, transpose } from '../arithmetic.ts';
import { MICROSOFT, type Graph, type Value } from '../graph.ts';
import { patches } from './patches.ts';
import { edges, outside, type Window } from './window.ts';

/**
 * Sums, over the batch and every place of the window, the small picture's value there times the patch of the large picture that the
 * window covers. `small` is n × a × h × w, `large` n × b × H × W, with h × w the places of the window on H × W; the result is
 * a × b × kernel × kernel. Matrix products of written-out patches are faster than a Conv with a kernel as large as the picture.
 */
export function kernelGradient(graph: Graph, small: Value, large: Value, window: Window): Value {
  const { kernel, stride } = window;
  const [, smallChannels, rows, columns] = small.shape as [number, number, number, number];
  const [, largeChannels, height, width] = large.shape as [number, number, number, number];
  const around = edges(large.shape, window);
  // The fewer the channels, the fewer the patches; where the stride is 1, those of either picture do.
  if (stride === 1 && smallChannels < largeChannels) {
    const written = patches(graph, small, [height, width], { kernel, stride, edges: outside(around, kernel), turned: true });
    const byTap = productOfRows(graph, written, flat(graph, large));
    return transpose(graph, reshape(graph, byTap, [smallChannels, kernel, kernel, largeChannels]), [0, 3, 1, 2]);
  }
  const written = patches(graph, large, [rows, columns], { kernel, stride, edges: around });
  return reshape(graph, productOfRows(graph, flat(graph, small), written), [smallChannels, largeChannels, kernel, kernel]);
}

/** The same for each channel by itself: both pictures have as many, and the result is channels × 1 × kernel × kernel. */
export function depthwiseKernelGradient(graph: Graph, small: Value, large: Value, window: Window): Value {
  const { kernel, stride } = window;
  const [batch, channels, rows, columns] = small.shape as [number, number, number, number];
  const written = patches(graph, large, [rows, columns], { kernel, stride, edges: edges(large.shape, window) });
  const products = graph.node('FusedMatMul', [
    reshape(graph, small, [batch, channels, 1, rows * columns]), reshape(graph, written, [batch, channels, kernel ** 2, rows * columns]),
  ], [batch, channels, 1, kernel ** 2], { transB: 1 }, MICROSOFT);
  return reshape(graph, sumOver(graph, products, [0]), [channels, 1, kernel, kernel]);
}

const flat = (graph: Graph, picture: Value): Value => {
  const [batch, channels, height, width] = picture.shape as [number, number, number, number];
  return reshape(graph, picture, [batch, channels, height * width]);
};

/**
 * n × a × places times n × b × places, summed over places and batch: a × b. Either a product for each picture and their sum, or one product of
 * all pictures side by side: whichever moves fewer values about it.
 */
function productOfRows(graph: Graph, a: Value, b: Value): Value {
  const [batch, rows, places] = a.shape as [number, number, number];
  const columns = b.shape[1]!;
  const product = (left: Value, right: Value, shape: Shape): Value => graph.node('FusedMatMul', [left, right], shape, { transB: 1 }, MICROSOFT);
  if (rows * columns <= (rows + columns) * places) return sumOver(graph, product(a, b, [batch, rows, columns]), [0]);
  const sideBySide = (value: Value): Value => reshape(graph, transpose(graph, value, [1, 0, 2]), [value.shape[1]!, batch * places]);
  return product(sideBySide(a), sideBySide(b), [rows, columns]);
}
