/**
 * A network as plain data: what layers it has and what shapes flow through it. Every engine reads the same description.
 * Shapes leave out the batch: channels × height × width for pictures, [values] for vectors.
 */
import { Problem } from '../problem.ts';

/** Sizes of one example, without the batch. */
export type Shape = readonly number[];

/**
 * One layer. Convolutions pad as TensorFlow's “same”: the output is ⌈input ÷ stride⌉, transposed input · stride, and where the
 * padding is uneven the end gets more. Weights: conv2d out × in × k × k; conv2d-transpose in × out × k × k; dense in × out.
 */
export type Layer = { name: string } & (
  | { kind: 'conv2d'; filters: number; kernel: number; stride: number }
  | { kind: 'conv2d-transpose'; filters: number; kernel: number; stride: number }
  | { kind: 'dense'; units: number }
  /** Nearest-neighbour enlargement. */
  | { kind: 'upsample'; factor: number }
  /** Moves values from channels to pixels: channels ÷ block², height · block, width · block. Block-major as tf.depthToSpace. */
  | { kind: 'depth-to-space'; block: number }
  /** The inverse of depth-to-space. */
  | { kind: 'space-to-depth'; block: number }
  | { kind: 'flatten' }
  | { kind: 'reshape'; shape: Shape }
  /** value · scale + offset with fixed numbers. */
  | { kind: 'affine'; scale: number; offset: number }
  | { kind: 'relu' }
  | { kind: 'leaky-relu'; slope: number }
  | { kind: 'sigmoid' }
);

export type LayerKind = Layer['kind'];
export type LayerOf<Kind extends LayerKind> = Extract<Layer, { kind: Kind }>;

export interface Network {
  input: Shape;
  layers: readonly Layer[];
}

/** A trainable tensor of a layer, named `<layer>.weight` or `<layer>.bias`. */
export interface WeightSpec {
  name: string;
  shape: Shape;
  /** Values that one output is made of, and outputs that one input feeds: for the initialiser. */
  fan: { in: number; out: number };
}

/** A layer with the shapes that flow through it. */
export interface ShapedLayer<Kind extends LayerKind = LayerKind> {
  layer: LayerOf<Kind>;
  input: Shape;
  output: Shape;
  weights: WeightSpec[];
  parameters: number;
}

/** Number of values in a shape. */
export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

/** All layers with their shapes. Throws a Problem that names the layer where shapes do not fit. */
export function inferShapes(network: Network): ShapedLayer[] {
  const names = new Set<string>();
  let input = network.input;
  return network.layers.map((layer) => {
    if (names.has(layer.name)) throw new Problem(`The network has two layers named “${layer.name}”; give each its own name.`);
    names.add(layer.name);
    checkNumbers(layer);
    const { output, weights } = inferLayer(layer, input);
    const shaped = { layer, input, output, weights, parameters: weights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0) };
    input = output;
    return shaped;
  });
}

/** Trainable tensors in the order of the layers. */
export const weightsOf = (network: Network): WeightSpec[] => inferShapes(network).flatMap((shaped) => shaped.weights);

/** The layers up to and including `last`, and those after it: for an autoencoder, its encoder and its decoder. */
export function splitAfter(network: Network, last: string): { before: Network; after: Network } {
  const at = network.layers.findIndex((layer) => layer.name === last);
  if (at < 0) throw new Problem(`The network has no layer named “${last}”; name one of ${network.layers.map((layer) => layer.name).join(', ')}.`);
  return {
    before: { input: network.input, layers: network.layers.slice(0, at + 1) },
    after: { input: inferShapes(network)[at]!.output, layers: network.layers.slice(at + 1) },
  };
}

/** Zeros before and after along one axis for “same” padding. */
export function samePadding(size: number, kernel: number, stride: number): { before: number; after: number; output: number } {
  const output = Math.ceil(size / stride);
  const total = (output - 1) * stride + kernel - size;
  return { before: Math.floor(total / 2), after: Math.ceil(total / 2), output };
}

/** The network as lines of text, one a layer, with shapes and parameters: for the terminal. */
export function table(network: Network): string {
  const rows = inferShapes(network).map(({ layer, output, parameters }) => [layer.name, layer.kind, output.join(' × '), String(parameters)]);
  const total = rows.reduce((sum, cells) => sum + Number(cells[3]), 0);
  const all = [['layer', 'kind', 'output', 'parameters'], ['input', '', network.input.join(' × '), '0'], ...rows, ['total', '', '', String(total)]];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((cells) => cells[column]!.length)));
  return all.map((cells) => cells.map((cell, column) => column === 3 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)).join('  ')).join('\n');
}

function checkNumbers(layer: Layer): void {
  for (const [key, value] of Object.entries(layer)) {
    if (typeof value !== 'number') continue;
    const counts = key !== 'scale' && key !== 'offset' && key !== 'slope';
    if (!Number.isFinite(value) || (counts && (!Number.isInteger(value) || value < 1))) {
      throw new Problem(`Layer “${layer.name}” has ${key} ${value}; give a ${counts ? 'whole number of at least 1' : 'finite number'}.`);
    }
  }
}

interface Inferred { output: Shape; weights: WeightSpec[] }

function inferLayer(layer: Layer, input: Shape): Inferred {
  switch (layer.kind) {
    case 'conv2d': {
      const [channels, height, width] = picture(layer, input);
      kernelCoversStride(layer);
      const area = layer.kernel ** 2;
      return {
        output: [layer.filters, Math.ceil(height / layer.stride), Math.ceil(width / layer.stride)],
        weights: withBias(layer, [layer.filters, channels, layer.kernel, layer.kernel], layer.filters, { in: channels * area, out: layer.filters * area }),
      };
    }
    case 'conv2d-transpose': {
      const [channels, height, width] = picture(layer, input);
      kernelCoversStride(layer);
      // Of the kernel's k² taps only k² ÷ stride² meet any one output pixel.
      const taps = (layer.kernel / layer.stride) ** 2;
      return {
        output: [layer.filters, height * layer.stride, width * layer.stride],
        weights: withBias(layer, [channels, layer.filters, layer.kernel, layer.kernel], layer.filters, { in: channels * taps, out: layer.filters * layer.kernel ** 2 }),
      };
    }
    case 'dense': {
      if (input.length !== 1) throw new Problem(`Layer “${layer.name}” is dense and wants a vector, but gets ${input.join(' × ')}; put a flatten layer before it.`);
      return { output: [layer.units], weights: withBias(layer, [input[0]!, layer.units], layer.units, { in: input[0]!, out: layer.units }) };
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
    case 'relu':
    case 'leaky-relu':
    case 'sigmoid':
      return bare(input);
  }
}

const bare = (output: Shape): Inferred => ({ output, weights: [] });

function withBias(layer: Layer, shape: Shape, outputs: number, fan: WeightSpec['fan']): WeightSpec[] {
  return [{ name: `${layer.name}.weight`, shape, fan }, { name: `${layer.name}.bias`, shape: [outputs], fan }];
}

function picture(layer: Layer, input: Shape): [number, number, number] {
  if (input.length !== 3) {
    throw new Problem(`Layer “${layer.name}” (${layer.kind}) wants channels × height × width, but gets ${input.join(' × ')}; put a reshape layer before it.`);
  }
  return [input[0]!, input[1]!, input[2]!];
}

function kernelCoversStride(layer: LayerOf<'conv2d' | 'conv2d-transpose'>): void {
  if (layer.kernel < layer.stride) {
    throw new Problem(`Layer “${layer.name}” has kernel ${layer.kernel} and stride ${layer.stride}, so some pixels would never be seen; make the kernel at least the stride.`);
  }
}
