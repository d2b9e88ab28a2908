/** What flows through a network: the shapes between its layers and the tensors of its weights. */
import { Problem } from '../ground/problem.ts';
import { checkNetwork } from './schema.ts';
import type { Layer, LayerKind, LayerOf, Network, Padding, Shape } from './spec.ts';

/**
 * What a tensor is: drawn by chance at first (`kernel`); shifts (`bias` of a convolution or dense layer, `offset` β of a batch norm);
 * factors (`scale` γ); running statistics, which no gradient trains.
 */
export type WeightRole = 'kernel' | 'bias' | 'scale' | 'offset' | 'running-mean' | 'running-variance';

/** A tensor of a layer, named `<layer>.weight`, `<layer>.bias`, `<layer>.mean` or `<layer>.variance`. */
export interface WeightSpec {
  name: string;
  shape: Shape;
  role: WeightRole;
  /** Values that one output is made of, and outputs that one input feeds: for the initialiser. */
  fan: { in: number; out: number };
}

/** A layer with the shapes that flow through it. */
export interface ShapedLayer<Kind extends LayerKind = LayerKind> {
  layer: LayerOf<Kind>;
  input: Shape;
  output: Shape;
  weights: WeightSpec[];
  /** Values in all tensors, trained or not. */
  parameters: number;
}

/** Number of values in a shape. */
export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

/** Whether gradients change this tensor. */
export const isTrained = ({ role }: WeightSpec): boolean => role !== 'running-mean' && role !== 'running-variance';

/** All layers with their shapes. Throws a Problem that names the layer where shapes do not fit. */
export function inferShapes(network: Network): ShapedLayer[] {
  checkNetwork(network);
  const names = new Set<string>();
  let input = network.input;
  return network.layers.map((layer) => {
    if (names.has(layer.name)) throw new Problem(`The network has two layers named “${layer.name}”; give each its own name.`);
    names.add(layer.name);
    const { output, weights } = inferLayer(layer, input);
    const shaped = { layer, input, output, weights, parameters: weights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0) };
    input = output;
    return shaped;
  });
}

/** All tensors in the order of the layers, those that no gradient trains included. */
export const weightsOf = (network: Network): WeightSpec[] => inferShapes(network).flatMap((shaped) => shaped.weights);

/** The shape that comes out at the end. */
export const outputOf = (network: Network): Shape => inferShapes(network).at(-1)?.output ?? network.input;

/** The layers up to and including `last`, and those after it: for an autoencoder, its encoder and its decoder. */
export function splitAfter(network: Network, last: string): { before: Network; after: Network } {
  const at = network.layers.findIndex((layer) => layer.name === last);
  if (at < 0) throw new Problem(`The network has no layer named “${last}”; name one of ${network.layers.map((layer) => layer.name).join(', ')}.`);
  return {
    before: { input: network.input, layers: network.layers.slice(0, at + 1) },
    after: { input: inferShapes(network)[at]!.output, layers: network.layers.slice(at + 1) },
  };
}

/** Places of a window along one axis. */
interface Windows {
  /** Zeros before and after. */
  before: number;
  after: number;
  output: number;
}

/** How a window of `kernel` values moves along `size` values by `stride`, at most the kernel. Without padding `output` may be 0 or less. */
export function windows(size: number, { kernel, stride, padding = 'same' }: { kernel: number; stride: number; padding?: Padding }): Windows {
  if (padding === 'valid') return { before: 0, after: 0, output: Math.floor((size - kernel) / stride) + 1 };
  const output = Math.ceil(size / stride);
  const total = (output - 1) * stride + kernel - size;
  return { before: Math.floor(total / 2), after: Math.ceil(total / 2), output };
}

/** The window of a pooling layer, as `windows` takes it. */
export const poolWindow = (layer: LayerOf<'max-pool' | 'average-pool'>): { kernel: number; stride: number; padding?: Padding } =>
  ({ kernel: layer.size, stride: layer.stride ?? layer.size, padding: layer.padding });

interface Inferred { output: Shape; weights: WeightSpec[] }

function inferLayer(layer: Layer, input: Shape): Inferred {
  switch (layer.kind) {
    case 'conv2d': {
      const [channels] = picture(layer, input);
      const area = layer.kernel ** 2;
      return {
        output: [layer.filters, ...slide(layer, input, layer)],
        weights: withBias(layer, [layer.filters, channels, layer.kernel, layer.kernel], layer.filters, { in: channels * area, out: layer.filters * area }),
      };
    }
    case 'depthwise-conv2d': {
      const [channels] = picture(layer, input);
      const area = layer.kernel ** 2;
      return {
        output: [channels, ...slide(layer, input, layer)],
        weights: withBias(layer, [channels, 1, layer.kernel, layer.kernel], channels, { in: area, out: area }),
      };
    }
    case 'conv2d-transpose': {
      const [channels, ...sizes] = picture(layer, input);
      kernelCoversStride(layer, layer);
      // Of the kernel's k² taps only k² ÷ stride² meet any one output pixel.
      const taps = (layer.kernel / layer.stride) ** 2;
      return {
        output: [layer.filters, ...sizes.map((size) => layer.padding === 'valid' ? (size - 1) * layer.stride + layer.kernel : size * layer.stride)],
        weights: withBias(layer, [channels, layer.filters, layer.kernel, layer.kernel], layer.filters, { in: channels * taps, out: layer.filters * layer.kernel ** 2 }),
      };
    }
    case 'dense': {
      if (input.length !== 1) throw new Problem(`Layer “${layer.name}” is dense and wants a vector, but gets ${input.join(' × ')}; put a flatten layer before it.`);
      return { output: [layer.units], weights: withBias(layer, [input[0]!, layer.units], layer.units, { in: input[0]!, out: layer.units }) };
    }
    case 'max-pool':
    case 'average-pool': {
      const [channels] = picture(layer, input);
      return bare([channels, ...slide(layer, input, poolWindow(layer))]);
    }
    case 'global-average-pool':
      return bare([picture(layer, input)[0]]);
    case 'batch-norm':
      return { output: input, weights: batchNormWeights(layer, input[0]!) };
    case 'pad': {
      const [channels, height, width] = picture(layer, input);
      return bare([channels, height + layer.top + layer.bottom, width + layer.left + layer.right]);
    }
    case 'upsample': {
      const [channels, height, width] = picture(layer, input);
      return bare([channels, height * layer.factor, width * layer.factor]);
    }
    case 'depth-to-space': {
      const [channels, height, width] = picture(layer, input);
      if (channels % layer.block ** 2 !== 0) {
        throw new Problem(`Layer “${layer.name}” spreads ${channels} channels over blocks of ${layer.block} × ${layer.block} pixels; make the channels a multiple of ${layer.block ** 2}.`);
      }
      return bare([channels / layer.block ** 2, height * layer.block, width * layer.block]);
    }
    case 'space-to-depth': {
      const [channels, height, width] = picture(layer, input);
      if (height % layer.block !== 0 || width % layer.block !== 0) {
        throw new Problem(`Layer “${layer.name}” cuts ${height} × ${width} pixels into blocks of ${layer.block} × ${layer.block}; make both sizes a multiple of ${layer.block}.`);
      }
      return bare([channels * layer.block ** 2, height / layer.block, width / layer.block]);
    }
    case 'flatten':
      return bare([sizeOf(input)]);
    case 'reshape':
      if (sizeOf(layer.shape) !== sizeOf(input)) {
        throw new Problem(`Layer “${layer.name}” cannot make ${layer.shape.join(' × ')} (${sizeOf(layer.shape)} values) of ${input.join(' × ')} (${sizeOf(input)} values); correct its shape.`);
      }
      return bare(layer.shape);
    case 'affine':
      for (const numbers of [layer.scale, layer.offset]) {
        if (typeof numbers !== 'number' && numbers.length !== input[0]) {
          throw new Problem(`Layer “${layer.name}” has ${numbers.length} numbers for ${input[0]} channels; give one for each, or one for all.`);
        }
      }
      return bare(input);
    case 'dropout':
    case 'relu':
    case 'relu6':
    case 'leaky-relu':
    case 'sigmoid':
    case 'tanh':
    case 'softmax':
      return bare(input);
  }
}

const bare = (output: Shape): Inferred => ({ output, weights: [] });

function withBias(layer: { name: string; bias?: boolean }, shape: Shape, outputs: number, fan: WeightSpec['fan']): WeightSpec[] {
  const kernel: WeightSpec = { name: `${layer.name}.weight`, shape, role: 'kernel', fan };
  return layer.bias === false ? [kernel] : [kernel, { name: `${layer.name}.bias`, shape: [outputs], role: 'bias', fan }];
}

function batchNormWeights({ name }: Layer, channels: number): WeightSpec[] {
  const tensors: [string, WeightRole][] = [['weight', 'scale'], ['bias', 'offset'], ['mean', 'running-mean'], ['variance', 'running-variance']];
  return tensors.map(([tensor, role]) => ({ name: `${name}.${tensor}`, shape: [channels], role, fan: { in: 1, out: 1 } }));
}

function picture(layer: Layer, input: Shape): [number, number, number] {
  if (input.length !== 3) {
    throw new Problem(`Layer “${layer.name}” (${layer.kind}) wants channels × height × width, but gets ${input.join(' × ')}; put a reshape layer before it.`);
  }
  return [input[0]!, input[1]!, input[2]!];
}

/** Height and width of what a window gives that moves over a picture. */
function slide(layer: Layer, input: Shape, window: { kernel: number; stride: number; padding?: Padding }): number[] {
  kernelCoversStride(layer, window);
  return picture(layer, input).slice(1).map((size) => {
    const { output } = windows(size, window);
    if (output < 1) {
      throw new Problem(`Layer “${layer.name}” has a window of ${window.kernel} × ${window.kernel}, larger than its input of ${input.join(' × ')}; make it smaller or its padding “same”.`);
    }
    return output;
  });
}

function kernelCoversStride(layer: Layer, { kernel, stride }: { kernel: number; stride: number }): void {
  if (kernel < stride) {
    throw new Problem(`Layer “${layer.name}” has kernel ${kernel} and stride ${stride}, so some pixels would never be seen; make the kernel at least the stride.`);
  }
}
