/** The gradient of a convolution's kernel, shared by conv2d and conv2d-transpose. */
import { samePadding } from '../../spec.ts';
import { reshape, transpose } from '../arithmetic.ts';
import { MICROSOFT, type Graph, type Value } from '../graph.ts';

/**
 * Sums, over the batch and every position of the small picture, its value times the patch of the large picture that the kernel
 * covers there. `small` is n × a × h × w, `large` n × b × H × W with h = ⌈H ÷ stride⌉; the result is a × b × kernel × kernel.
 *
 * Drawn as one matrix product over all positions of all pictures: with the channel first, the patches of each kernel tap are a slice of
 * the padded picture. This is faster than a Conv with a kernel as large as the picture, and needs no sum over the batch.
 */
export function kernelGradient(graph: Graph, small: Value, large: Value, kernel: number, stride: number): Value {
  const [batch, smallChannels, rows, columns] = small.shape as [number, number, number, number];
  const [, largeChannels, height, width] = large.shape as [number, number, number, number];
  const vertical = samePadding(height, kernel, stride);
  const horizontal = samePadding(width, kernel, stride);
  const positions = batch * rows * columns;
  const padded = graph.node('Pad', [
    transpose(graph, large, [1, 0, 2, 3]),
    graph.integers([0, 0, vertical.before, horizontal.before, 0, 0, vertical.after, horizontal.after]),
  ], [largeChannels, batch, height + vertical.before + vertical.after, width + horizontal.before + horizontal.after]);
  const taps = Array.from({ length: kernel * kernel }, (_, tap) => {
    const top = Math.floor(tap / kernel);
    const left = tap % kernel;
    return graph.node('Slice', [
      padded, graph.integers([top, left]), graph.integers([top + (rows - 1) * stride + 1, left + (columns - 1) * stride + 1]),
      graph.integers([2, 3]), graph.integers([stride, stride]),
    ], [largeChannels, batch, rows, columns]);
  });
  const patches = graph.node('Concat', taps, [kernel * kernel * largeChannels, batch, rows, columns], { axis: 0 });
  const product = graph.node('FusedMatMul', [
    reshape(graph, transpose(graph, small, [1, 0, 2, 3]), [smallChannels, positions]),
    reshape(graph, patches, [kernel * kernel * largeChannels, positions]),
  ], [smallChannels, kernel * kernel * largeChannels], { transB: 1 }, MICROSOFT);
  return transpose(graph, reshape(graph, product, [smallChannels, kernel, kernel, largeChannels]), [0, 3, 1, 2]);
}
