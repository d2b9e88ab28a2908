/** Where the windows of convolutions and poolings lie on a picture, as ONNX wants to be told. */
import { windows } from '../../shapes.ts';
import type { Padding, Shape } from '../../spec.ts';
import type { Attributes } from '../graph.ts';

export interface Window {
  kernel: number;
  stride: number;
  padding?: Padding;
}

/** Zeros around a picture of batch × channels × height × width. */
export interface Edges { top: number; left: number; bottom: number; right: number }

export function edges(picture: Shape, window: Window): Edges {
  const vertical = windows(picture[2]!, window);
  const horizontal = windows(picture[3]!, window);
  return { top: vertical.before, left: horizontal.before, bottom: vertical.after, right: horizontal.after };
}

/** `pads` as ONNX wants them: both beginnings, then both ends. */
export const pads = ({ top, left, bottom, right }: Edges): number[] => [top, left, bottom, right];

/** The edges with which a window moves back: from each place over all places of the larger picture that once saw it. */
export const outside = ({ top, left, bottom, right }: Edges, kernel: number): Edges =>
  ({ top: kernel - 1 - top, left: kernel - 1 - left, bottom: kernel - 1 - bottom, right: kernel - 1 - right });

/** The attributes that Conv, MaxPool and AveragePool share. */
export const windowAttributes = (picture: Shape, window: Window): Attributes =>
  ({ kernel_shape: [window.kernel, window.kernel], strides: [window.stride, window.stride], pads: pads(edges(picture, window)) });

/** Rows and columns at the end of the picture that no window reaches; only `valid` leaves any. */
export function unreached(picture: Shape, window: Window): number[] {
  const { top, left, bottom, right } = edges(picture, window);
  return [picture[2]! + top + bottom, picture[3]! + left + right].map((size) => (size - window.kernel) % window.stride);
}
