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
  const written = graph.node('Conv', [picture, singleOnes(graph, channels, kernel, turned)], [batch, channels * taps, rows, columns], {
    kernel_shape: [kernel, kernel], strides: [stride, stride], pads: pads(edges), group: channels,
  });
  return reshape(graph, written, shape);
}

/** For each channel kernel² kernels, each with a 1 in another place. */
function singleOnes(graph: Graph, channels: number, kernel: number, turned: boolean): Value {
  const taps = kernel ** 2;
  const data = Float32Array.from({ length: channels * taps * taps }, (_, index) => {
    const tap = Math.floor(index / taps) % taps;
    return index % taps === (turned ? taps - 1 - tap : tap) ? 1 : 0;
  });
  return graph.tensor(`single ones, ${channels} channels of ${kernel} × ${kernel}${turned ? ', turned' : ''}`, { shape: [channels * taps, 1, kernel, kernel], data });
}
