/** Which TensorFlow.js layers do the work of each of ours. Pictures are height × width × channels here. */
import { poolWindow, windows, type ShapedLayer } from '../shapes.ts';
import type { LayerKind, LayerOf, Shape } from '../spec.ts';
import { lambda } from './lambda.ts';
import type { Tensor, Tensor4D, TensorFlow, TensorFlowLayer } from './tensorflow.ts';

/** Our sizes in the order of TensorFlow.js. */
export const channelsLast = (shape: Shape): number[] => shape.length === 3 ? [shape[1]!, shape[2]!, shape[0]!] : [...shape];

/** Says of every value of a dropout layer in a training step whether it stays (1) or goes (0): batch × the layer's shape, in our order. */
export type Kept = (layer: LayerOf<'dropout'>, shape: Shape, batch: number) => Uint8Array;

/** One after the other. The first carries the weights, if there are any. */
type Builder<Kind extends LayerKind> = (tf: TensorFlow, shaped: ShapedLayer<Kind>, kept: Kept) => TensorFlowLayer[];

const builders: { [Kind in LayerKind]: Builder<Kind> } = {
  conv2d: (tf, { layer }) => [tf.layers.conv2d({ ...window(layer), filters: layer.filters })],
  'depthwise-conv2d': (tf, { layer }) => [tf.layers.depthwiseConv2d(window(layer))],
  'conv2d-transpose': (tf, { layer }) => [tf.layers.conv2dTranspose({ ...window(layer), filters: layer.filters })],
  dense: (tf, { layer }) => [tf.layers.dense({ units: layer.units, useBias: layer.bias ?? true })],
  'max-pool': (tf, { layer }) => [tf.layers.maxPooling2d(pool(layer))],
  'average-pool': (tf, { layer, input, output }) => overhangs(layer, input)
    ? [lambda(tf, layer.name, channelsLast(output), (values) => averaged(tf, values as Tensor4D, layer))]
    : [tf.layers.averagePooling2d(pool(layer))],
  'global-average-pool': (tf) => [tf.layers.globalAveragePooling2d({})],
  'batch-norm': (tf, { layer }) => [tf.layers.batchNormalization({ momentum: layer.momentum ?? 0.99, epsilon: layer.epsilon ?? 1e-3 })],
  dropout: (tf, { layer, input }, kept) => [lambda(tf, layer.name, channelsLast(input), (values, training) => {
    if (!training) return values;
    const batch = values.shape[0]!;
    const stays = tf.tensor(Float32Array.from(kept(layer, input, batch)), [batch, ...input]);
    return tf.mul(tf.mul(values, input.length === 3 ? tf.transpose(stays, [0, 2, 3, 1]) : stays), 1 / (1 - layer.rate));
  })],
  pad: (tf, { layer }) => [tf.layers.zeroPadding2d({ padding: [[layer.top, layer.bottom], [layer.left, layer.right]] })],
  upsample: (tf, { layer, output }) => [lambda(tf, layer.name, channelsLast(output), (values) => enlarged(tf, values, layer.factor))],
  'depth-to-space': (tf, { layer: { name, block }, input, output }) => {
    const [height, width, channels] = channelsLast(output) as [number, number, number];
    return [lambda(tf, name, channelsLast(output), (values) => tf.reshape(
      tf.transpose(tf.reshape(values, [-1, input[1]!, input[2]!, block, block, channels]), [0, 1, 3, 2, 4, 5]), [-1, height, width, channels]))];
  },
  'space-to-depth': (tf, { layer: { name, block }, input, output }) => {
    const [height, width, channels] = channelsLast(output) as [number, number, number];
    return [lambda(tf, name, channelsLast(output), (values) => tf.reshape(
      tf.transpose(tf.reshape(values, [-1, height, block, width, block, input[0]!]), [0, 1, 3, 2, 4, 5]), [-1, height, width, channels]))];
  },
  flatten: (tf, { input }) => [...channelsFirst(tf, input), tf.layers.flatten()],
  reshape: (tf, { layer, input }) => [
    ...channelsFirst(tf, input), tf.layers.reshape({ targetShape: [...layer.shape] }),
    ...layer.shape.length === 3 ? [tf.layers.permute({ dims: [2, 3, 1] })] : [],
  ],
  affine: (tf, { layer, output }) => [lambda(tf, layer.name, channelsLast(output), (values) => tf.add(tf.mul(values, fixed(layer.scale)), fixed(layer.offset)))],
  relu: (tf) => [tf.layers.reLU()],
  relu6: (tf) => [tf.layers.reLU({ maxValue: 6 })],
  'leaky-relu': (tf, { layer }) => [tf.layers.leakyReLU({ alpha: layer.slope })],
  sigmoid: (tf) => [tf.layers.activation({ activation: 'sigmoid' })],
  tanh: (tf) => [tf.layers.activation({ activation: 'tanh' })],
  softmax: (tf) => [tf.layers.softmax()],
};

/** The TensorFlow.js layers of one of ours. */
export function tensorFlowLayers<Kind extends LayerKind>(tf: TensorFlow, shaped: ShapedLayer<Kind>, kept: Kept): TensorFlowLayer[] {
  const build: Builder<Kind> = builders[shaped.layer.kind as Kind];
  return build(tf, shaped, kept);
}

/** One number, or one for each channel: the last axis. */
const fixed = (numbers: number | readonly number[]): number | number[] => typeof numbers === 'number' ? numbers : [...numbers];

interface WindowSettings { kernelSize: number; strides: number; padding: 'same' | 'valid'; useBias: boolean }

const window = (layer: LayerOf<'conv2d' | 'depthwise-conv2d' | 'conv2d-transpose'>): WindowSettings =>
  ({ kernelSize: layer.kernel, strides: layer.stride, padding: layer.padding ?? 'same', useBias: layer.bias ?? true });

function pool(layer: LayerOf<'max-pool' | 'average-pool'>): { poolSize: number; strides: number; padding: 'same' | 'valid' } {
  const { kernel, stride, padding } = poolWindow(layer);
  return { poolSize: kernel, strides: stride, padding: padding ?? 'same' };
}

/** Whether some windows of a pooling layer reach over the edge of the picture. */
const overhangs = (layer: LayerOf<'average-pool'>, [, height, width]: Shape): boolean =>
  [height!, width!].some((size) => {
    const { before, after } = windows(size, poolWindow(layer));
    return before > 0 || after > 0;
  });

/**
 * Sums of windows, divided by the number of values that each covers. The gradient of TensorFlow.js's own average is wrong at the edges on
 * its processor backend: it divides by the size of the whole window.
 */
function averaged(tf: TensorFlow, values: Tensor4D, layer: LayerOf<'average-pool'>): Tensor {
  const { kernel, stride, padding = 'same' } = poolWindow(layer);
  const [, height, width, channels] = values.shape;
  const sums = (of: Tensor4D): Tensor => tf.depthwiseConv2d(of, tf.ones([kernel, kernel, of.shape[3], 1]), stride, padding);
  return tf.div(sums(values), sums(tf.ones([1, height, width, channels])));
}

/** Where values are read one after the other, a picture's are channels × height × width. */
const channelsFirst = (tf: TensorFlow, shape: Shape): TensorFlowLayer[] => shape.length === 3 ? [tf.layers.permute({ dims: [3, 1, 2] })] : [];

/**
 * Each pixel becomes a square. By concatenation, because the gradient of `resizeNearestNeighbor` is wrong on TensorFlow.js's processor
 * backend for more than one example.
 */
function enlarged(tf: TensorFlow, values: Tensor, factor: number): Tensor {
  const [batch, height, width, channels] = values.shape as [number, number, number, number];
  const repeat = (rows: Tensor): Tensor => tf.concat(Array.from({ length: factor }, () => rows), 1);
  const wide = repeat(tf.reshape(values, [batch * height * width, channels]));
  return tf.reshape(repeat(tf.reshape(wide, [batch * height, width * factor * channels])), [batch, height * factor, width * factor, channels]);
}
