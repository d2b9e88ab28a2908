/** The gradient of a convolution's kernel, shared by conv2d and conv2d-transpose. */
import { reshape, transpose } from '../arithmetic.ts';
import { MICROSOFT, type Graph, type Value } from '../graph.ts';
import { edges, type Window } from './window.ts';

/**
 * Sums, over the batch and every position of the small picture, its value times the patch of the large picture that the kernel
 * covers there. `small` is n × a × h × w, `large` n × b × H × W, with h × w the places of the window on H × W; the result is
 * a × b × kernel × kernel.
 *
 * Drawn as one matrix product over all positions of all pictures: with the channel first, the patches of each kernel tap are a slice of
 * the padded picture. This is faster than a Conv with a kernel as large as the picture, and needs no sum over the batch.
 */
export function kernelGradient(graph: Graph, small: Value, large: Value, window: Window): Value {
  const [batch, smallChannels, rows, columns] = small.shape as [number, number, number, number];
  const largeChannels = large.shape[1]!;
  const { kernel } = window;
  const positions = batch * rows * columns;
  const patches = graph.node('Concat', taps(graph, transpose(graph, large, [1, 0, 2, 3]), rows, columns, window),
    [kernel * kernel * largeChannels, batch, rows, columns], { axis: 0 });
  const product = graph.node('FusedMatMul', [
    reshape(graph, transpose(graph, small, [1, 0, 2, 3]), [smallChannels, positions]),
    reshape(graph, patches, [kernel * kernel * largeChannels, positions]),
  ], [smallChannels, kernel * kernel * largeChannels], { transB: 1 }, MICROSOFT);
  return transpose(graph, reshape(graph, product, [smallChannels, kernel, kernel, largeChannels]), [0, 3, 1, 2]);
}

/** For each value of the kernel, row by row, what it meets at the `rows` × `columns` places of the window: a slice of the padded picture. */
export function taps(graph: Graph, picture: Value, rows: number, columns: number, window: Window): Value[] {
  const { kernel, stride } = window;
  const { top, left, bottom, right } = edges(picture.shape, window);
  const [first, second, height, width] = picture.shape as [number, number, number, number];
  const padded = graph.node('Pad', [picture, graph.integers([0, 0, top, left, 0, 0, bottom, right])],
    [first, second, height + top + bottom, width + left + right]);
  return Array.from({ length: kernel * kernel }, (_, tap) => {
    const row = Math.floor(tap / kernel);
    const column = tap % kernel;
    return graph.node('Slice', [
      padded, graph.integers([row, column]), graph.integers([row + (rows - 1) * stride + 1, column + (columns - 1) * stride + 1]),
      graph.integers([2, 3]), graph.integers([stride, stride]),
    ], [first, second, rows, columns]);
  });
}
