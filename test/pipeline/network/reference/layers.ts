/** A plain double-precision forward pass of every layer kind: slow, and simple enough to trust. */
import { inferShapes, sizeOf, type ShapedLayer } from '../../../../pipeline/network/shapes.ts';
import type { Network, Padding } from '../../../../pipeline/network/spec.ts';

export type Numbers = Record<string, Float64Array>;

/** How a network is run: as it is used, or as it is trained, with what its dropout layers keep (1) and leave out (0). */
export type Mode = { training: false } | { training: true; kept: Numbers };

/** What comes out of each layer of `network`, by name, for examples one after another. `input` is what went in. */
export function referenceOutputs(network: Network, examples: Float64Array, weights: Numbers, mode: Mode): Numbers {
  const outputs: Numbers = { input: examples };
  const count = examples.length / sizeOf(network.input);
  inferShapes(network).reduce((values, shaped) => {
    const { layer, input } = shaped;
    if (layer.kind === 'batch-norm' && mode.training) return outputs[layer.name] = batchNormalised(values, count, shaped, weights);
    if (layer.kind === 'dropout' && mode.training) return outputs[layer.name] = values.map((value, index) => value * mode.kept[layer.name]![index]! / (1 - layer.rate));
    const size = sizeOf(input);
    const each = Array.from({ length: count }, (_, at) => [...layerForward(shaped, values.subarray(at * size, (at + 1) * size), weights)]);
    return outputs[layer.name] = Float64Array.from(each.flat());
  }, examples);
  return outputs;
}

/** What `network` makes of examples one after another. */
export function referenceForward(network: Network, examples: Float64Array, weights: Numbers, mode: Mode = { training: false }): Float64Array {
  const outputs = referenceOutputs(network, examples, weights, mode);
  return outputs[network.layers.at(-1)?.name ?? 'input']!;
}

/** Mean and variance of each channel over a batch. */
export function channelStatistics(values: Float64Array, count: number, [channels, ...sizes]: readonly number[]): { mean: Float64Array; variance: Float64Array } {
  const pixels = sizeOf(sizes);
  const of = (channel: number): number[] => [...values].filter((_, index) => Math.floor(index / pixels) % channels! === channel);
  const mean = Float64Array.from({ length: channels! }, (_, channel) => of(channel).reduce((sum, value) => sum + value, 0) / (count * pixels));
  const variance = mean.map((centre, channel) => of(channel).reduce((sum, value) => sum + (value - centre) ** 2, 0) / (count * pixels));
  return { mean, variance };
}

function batchNormalised(values: Float64Array, count: number, { layer, input }: ShapedLayer, weights: Numbers): Float64Array {
  return normalised(values, input, layer.kind === 'batch-norm' ? layer.epsilon ?? 1e-3 : 0, weights[`${layer.name}.weight`]!, weights[`${layer.name}.bias`]!, channelStatistics(values, count, input));
}

function normalised(
  values: Float64Array, [channels, ...sizes]: readonly number[], epsilon: number, scale: Float64Array, offset: Float64Array,
  { mean, variance }: { mean: Float64Array; variance: Float64Array },
): Float64Array {
  return values.map((value, index) => {
    const channel = Math.floor(index / sizeOf(sizes)) % channels!;
    return (value - mean[channel]!) / Math.sqrt(variance[channel]! + epsilon) * scale[channel]! + offset[channel]!;
  });
}

/** Zeros before a picture, after TensorFlow's documentation of tf.nn.convolution. */
function zerosBefore(size: number, { kernel, stride, padding }: { kernel: number; stride: number; padding?: Padding }): number {
  if (padding === 'valid') return 0;
  const total = size % stride === 0 ? Math.max(kernel - stride, 0) : Math.max(kernel - size % stride, 0);
  return Math.floor(total / 2);
}

function layerForward(shaped: ShapedLayer, x: Float64Array, weights: Numbers): Float64Array {
  const { layer, input, output } = shaped;
  const y = new Float64Array(sizeOf(output));
  const w = weights[`${layer.name}.weight`];
  const b = weights[`${layer.name}.bias`];
  const [channels, height, width] = input as [number, number, number];
  const [filters, rows, columns] = output as [number, number, number];
  switch (layer.kind) {
    case 'conv2d': {
      const top = zerosBefore(height, layer);
      const left = zerosBefore(width, layer);
      for (let f = 0; f < filters; f += 1) for (let r = 0; r < rows; r += 1) for (let q = 0; q < columns; q += 1) {
        let sum = b?.[f] ?? 0;
        for (let c = 0; c < channels; c += 1) for (let i = 0; i < layer.kernel; i += 1) for (let j = 0; j < layer.kernel; j += 1) {
          const from = [r * layer.stride + i - top, q * layer.stride + j - left] as const;
          if (from[0] < 0 || from[0] >= height || from[1] < 0 || from[1] >= width) continue;
          sum += x[(c * height + from[0]) * width + from[1]]! * w![((f * channels + c) * layer.kernel + i) * layer.kernel + j]!;
        }
        y[(f * rows + r) * columns + q] = sum;
      }
      return y;
    }
    case 'conv2d-transpose': {
      const top = zerosBefore(rows, layer);
      const left = zerosBefore(columns, layer);
      y.forEach((_, index) => { y[index] = b?.[Math.floor(index / (rows * columns))] ?? 0; });
      for (let c = 0; c < channels; c += 1) for (let r = 0; r < height; r += 1) for (let q = 0; q < width; q += 1) {
        for (let f = 0; f < filters; f += 1) for (let i = 0; i < layer.kernel; i += 1) for (let j = 0; j < layer.kernel; j += 1) {
          const to = [r * layer.stride + i - top, q * layer.stride + j - left] as const;
          if (to[0] < 0 || to[0] >= rows || to[1] < 0 || to[1] >= columns) continue;
          y[(f * rows + to[0]) * columns + to[1]]! += x[(c * height + r) * width + q]! * w![((c * filters + f) * layer.kernel + i) * layer.kernel + j]!;
        }
      }
      return y;
    }
    case 'depthwise-conv2d':
      return y.map((_, index) => {
        const [c, r, q] = place(index, rows, columns);
        const values = windowValues(x, c, r, q, input, layer);
        return values.reduce((sum, { tap, value }) => sum + value * w![c * layer.kernel ** 2 + tap]!, b?.[c] ?? 0);
      });
    case 'max-pool':
      return y.map((_, index) => Math.max(...windowValues(x, ...place(index, rows, columns), input, pool(layer)).map(({ value }) => value)));
    case 'average-pool':
      return y.map((_, index) => {
        const values = windowValues(x, ...place(index, rows, columns), input, pool(layer));
        return values.reduce((sum, { value }) => sum + value, 0) / values.length;
      });
    case 'global-average-pool':
      return y.map((_, c) => x.subarray(c * height * width, (c + 1) * height * width).reduce((sum, value) => sum + value, 0) / (height * width));
    case 'batch-norm':
      return normalised(x, input, layer.epsilon ?? 1e-3, w!, b!, { mean: weights[`${layer.name}.mean`]!, variance: weights[`${layer.name}.variance`]! });
    case 'pad':
      return y.map((_, index) => {
        const [c, r, q] = place(index, rows, columns);
        const [row, column] = [r - layer.top, q - layer.left];
        return row < 0 || row >= height || column < 0 || column >= width ? 0 : x[(c * height + row) * width + column]!;
      });
    case 'dense':
      return y.map((_, unit) => x.reduce((sum, value, index) => sum + value * w![index * layer.units + unit]!, b?.[unit] ?? 0));
    case 'upsample':
      return y.map((_, index) => {
        const [c, r, q] = place(index, rows, columns);
        return x[(c * height + Math.floor(r / layer.factor)) * width + Math.floor(q / layer.factor)]!;
      });
    case 'depth-to-space':
      return y.map((_, index) => {
        const [c, r, q] = place(index, rows, columns);
        const from = ((r % layer.block) * layer.block + (q % layer.block)) * filters + c;
        return x[(from * height + Math.floor(r / layer.block)) * width + Math.floor(q / layer.block)]!;
      });
    case 'space-to-depth':
      return y.map((_, index) => {
        const [f, r, q] = place(index, rows, columns);
        const block = Math.floor(f / channels);
        return x[((f % channels) * height + r * layer.block + Math.floor(block / layer.block)) * width + q * layer.block + (block % layer.block)]!;
      });
    case 'dropout': case 'flatten': case 'reshape': return x;
    case 'affine': {
      const of = (numbers: number | readonly number[], index: number): number => typeof numbers === 'number' ? numbers : numbers[Math.floor(index / sizeOf(input.slice(1)))]!;
      return x.map((value, index) => value * of(layer.scale, index) + of(layer.offset, index));
    }
    case 'relu': return x.map((value) => Math.max(0, value));
    case 'relu6': return x.map((value) => Math.min(6, Math.max(0, value)));
    case 'leaky-relu': return x.map((value) => value > 0 ? value : layer.slope * value);
    case 'sigmoid': return x.map((value) => 1 / (1 + Math.exp(-value)));
    case 'tanh': return x.map(Math.tanh);
    case 'softmax': {
      const pixels = x.length / channels;
      const sums = Float64Array.from({ length: pixels }, (_, pixel) => Array.from({ length: channels }, (_, c) => Math.exp(x[c * pixels + pixel]!)).reduce((sum, value) => sum + value, 0));
      return x.map((value, index) => Math.exp(value) / sums[index % pixels]!);
    }
  }
}

interface Window { kernel: number; stride: number; padding?: Padding }

const pool = (layer: { size: number; stride?: number; padding?: Padding }): Window => ({ kernel: layer.size, stride: layer.stride ?? layer.size, padding: layer.padding });

/** The values of channel `c` that lie in the window at row `r`, column `q`, with their places in the window. */
function windowValues(x: Float64Array, c: number, r: number, q: number, [, height, width]: readonly number[], window: Window): { tap: number; value: number }[] {
  return Array.from({ length: window.kernel ** 2 }, (_, tap) => {
    const row = r * window.stride + Math.floor(tap / window.kernel) - zerosBefore(height!, window);
    const column = q * window.stride + tap % window.kernel - zerosBefore(width!, window);
    return row < 0 || row >= height! || column < 0 || column >= width! ? null : { tap, value: x[(c * height! + row) * width! + column]! };
  }).filter((each) => each !== null);
}

const place = (index: number, rows: number, columns: number): [number, number, number] =>
  [Math.floor(index / (rows * columns)), Math.floor(index / columns) % rows, index % columns];
