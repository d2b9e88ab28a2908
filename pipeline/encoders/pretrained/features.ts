/** What is read from a network that others trained: a layer's output, kept as it is, so that every pooling is made of one run. */
import { outputOf, splitAfter } from '../../network/shapes.ts';
import type { Network, Shape } from '../../network/spec.ts';

/** The network up to the layer's output, its own activation included. Throws a Problem where there is no such layer. */
export function upTo(network: Network, layer: string): Network {
  const activation = `${layer} activation`;
  return splitAfter(network, network.layers.some(({ name }) => name === activation) ? activation : layer).before;
}

/** A layer's output for one picture, in half precision: a rounding of one in two thousand, and half of the disk. */
export interface Features {
  /** Channels × height × width, or [values]. */
  shape: Shape;
  values: Float16Array;
}

/** The largest number of half precision; a layer may go beyond it where it is brightest. */
const MOST = 65_504;

/** What the network, opened up to a layer, says of one picture. */
export function featuresOf(network: Network, output: Float32Array): Features {
  return { shape: outputOf(network), values: Float16Array.from(output, (value) => Math.max(-MOST, Math.min(MOST, value))) };
}
