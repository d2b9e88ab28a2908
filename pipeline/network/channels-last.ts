/** How Keras and TensorFlow.js, which put channels last, order the axes of the same kernels. */
import { permuted } from './permute.ts';
import type { LayerKind } from './spec.ts';
import type { NamedTensor } from './weights.ts';

/** Axis i of their tensor is this axis of ours. A tensor of another layer, or a vector, is the same in both. */
const theirAxes: Partial<Record<LayerKind, readonly number[]>> = {
  conv2d: [2, 3, 1, 0],
  'depthwise-conv2d': [2, 3, 0, 1],
  'conv2d-transpose': [2, 3, 1, 0],
};

/** A tensor of a layer of this kind as Keras has it: kernels are height × width × in × out, transposed ones height × width × out × in. */
export function toChannelsLast(kind: LayerKind, tensor: NamedTensor): NamedTensor {
  const order = theirAxes[kind];
  return order && tensor.shape.length === order.length ? permuted(tensor, order) : tensor;
}

/** The inverse of `toChannelsLast`. */
export function fromChannelsLast(kind: LayerKind, tensor: NamedTensor): NamedTensor {
  const order = theirAxes[kind];
  return order && tensor.shape.length === order.length ? permuted(tensor, order.map((_, axis) => order.indexOf(axis))) : tensor;
}
