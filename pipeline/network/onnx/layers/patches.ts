/** What a moving window covers at each of its places, written out. */
import { reshape } from '../arithmetic.ts';
import type { Graph, Value } from '../graph.ts';
import { pads, type Edges } from './window.ts';

interface Moving {
  kernel: number;
  stride: number;
  edges: Edges;
  /** The values of each window in opposite order, the last first. */
  turned?: boolean;
}

/**
 * batch × channels × height × width becomes batch × (channels · kernel²) × (rows · columns). Drawn as a convolution of each channel with
 * kernels that hold a single 1: one operator on all threads, where slices and their concatenation would copy everything twice on one.
 */
export function patches(graph: Graph, picture: Value, [rows, columns]: readonly [number, number], { kernel, stride, edges, turned = false }: Moving): Value {
  const [batch, channels] = picture.shape as [number, number];
  const taps = kernel ** 2;
  const shape = [batch, channels * taps, rows * columns];
  if (kernel === 1 && stride === 1) return reshape(graph, picture, shape);
  const ones = Array.from({ length: channels * taps * taps }, (_, index) => {
    const tap = Math.floor(index / taps) % taps;
    return index % taps === (turned ? taps - 1 - tap : tap) ? 1 : 0;
  });
  const written = graph.node('Conv', [picture, graph.floats(ones, [channels * taps, 1, kernel, kernel])], [batch, channels * taps, rows, columns], {
    kernel_shape: [kernel, kernel], strides: [stride, stride], pads: pads(edges), group: channels,
  });
  return reshape(graph, written, shape);
}
