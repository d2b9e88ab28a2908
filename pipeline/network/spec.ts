/**
 * A network as plain data. Every engine reads the same description; `shapes.ts` says what flows through it, `schema.ts` checks it.
 * Shapes leave out the batch: channels × height × width for pictures, [values] for vectors.
 */

/** Sizes of one example, without the batch. */
export type Shape = readonly number[];

/**
 * `same`, TensorFlow's: zeros are put around the picture so that the output is ⌈size ÷ stride⌉ (a transposed convolution's: size · stride),
 * and where they are uneven the end gets more. `valid`: no zeros; the output is ⌊(size − kernel) ÷ stride⌋ + 1 (transposed:
 * (size − 1) · stride + kernel).
 */
export type Padding = 'same' | 'valid';

interface Convolution {
  /** Height and width of the kernel, at least the stride. */
  kernel: number;
  stride: number;
  /** `same` unless told. */
  padding?: Padding;
  /** Whether each output channel has a bias; it has unless told. */
  bias?: boolean;
}

interface Pooling {
  /** Height and width of the window. */
  size: number;
  /** The window's size unless told. */
  stride?: number;
  /** `same` unless told. What is put around the picture is never the largest and does not count in an average. */
  padding?: Padding;
}

/**
 * One layer. Weights, `<layer>.weight`: conv2d out × in × k × k, depthwise-conv2d channels × 1 × k × k, conv2d-transpose in × out × k × k,
 * dense in × out, batch-norm channels (γ); `<layer>.bias`: out, batch-norm channels (β).
 */
export type Layer = { name: string } & (
  | { kind: 'conv2d'; filters: number } & Convolution
  /** One filter for each channel. */
  | { kind: 'depthwise-conv2d' } & Convolution
  | { kind: 'conv2d-transpose'; filters: number } & Convolution
  /** `bias` unless told otherwise. */
  | { kind: 'dense'; units: number; bias?: boolean }
  | { kind: 'max-pool' } & Pooling
  | { kind: 'average-pool' } & Pooling
  /** The mean of each channel: channels × height × width become [channels]. */
  | { kind: 'global-average-pool' }
  /**
   * Ioffe and Szegedy 2015, over each channel of a picture or each value of a vector. In training with the batch's mean and variance
   * (divided by the count, not the count less one), elsewhere with running ones, kept as `<layer>.mean` and `<layer>.variance`:
   * momentum · old + (1 − momentum) · the batch's. As Keras: momentum 0.99 and epsilon 0.001 unless told.
   */
  | { kind: 'batch-norm'; momentum?: number; epsilon?: number }
  /** In training each value is 0 with probability `rate`, and else divided by 1 − rate; elsewhere nothing happens. Srivastava et al. 2014. */
  | { kind: 'dropout'; rate: number }
  /** Zeros around a picture. */
  | { kind: 'pad'; top: number; bottom: number; left: number; right: number }
  /** Nearest-neighbour enlargement. */
  | { kind: 'upsample'; factor: number }
  /** Moves values from channels to pixels: channels ÷ block², height · block, width · block. Block-major as tf.depthToSpace. */
  | { kind: 'depth-to-space'; block: number }
  /** The inverse of depth-to-space. */
  | { kind: 'space-to-depth'; block: number }
  | { kind: 'flatten' }
  | { kind: 'reshape'; shape: Shape }
  /** value · scale + offset with fixed numbers: one for all, or one for each channel of a picture or value of a vector. */
  | { kind: 'affine'; scale: number | readonly number[]; offset: number | readonly number[] }
  | { kind: 'relu' }
  /** Between 0 and 6. */
  | { kind: 'relu6' }
  | { kind: 'leaky-relu'; slope: number }
  | { kind: 'sigmoid' }
  | { kind: 'tanh' }
  /** Over the channels of a picture, at each pixel, or over a vector. */
  | { kind: 'softmax' }
);

export type LayerKind = Layer['kind'];
export type LayerOf<Kind extends LayerKind> = Extract<Layer, { kind: Kind }>;

export interface Network {
  input: Shape;
  layers: readonly Layer[];
}
