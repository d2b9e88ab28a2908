/** Which of our layers each Keras layer is. Settings that none of ours has are refused with a sentence. */
import { z } from 'zod';
import type { Layer, Padding, Shape } from '../spec.ts';
import { sizeOf } from '../shapes.ts';
import { sameOrder } from './keras-tensors.ts';

/** Says what is wrong with a layer; the caller adds whose it is. */
export class LayerMismatch extends Error {}

interface ImportedLayer {
  layers: Layer[];
  /** Tensors of these layers that the file does not hold. */
  absent?: string[];
}

type Reader = (name: string, config: unknown, input: Shape) => ImportedLayer;

const count = z.int().min(1);
const square = z.union([count, z.tuple([count, count]).refine(([height, width]) => height === width, 'square').transform(([side]) => side)]);
const undilated = z.union([z.literal(1), z.tuple([z.literal(1), z.literal(1)])]).optional();
const padding: z.ZodType<Padding> = z.enum(['same', 'valid']);
const channelsLast = z.literal('channels_last').nullish();
const activation = z.enum(['linear', 'relu', 'relu6', 'sigmoid', 'tanh', 'softmax']).optional();

const convolution = {
  kernel_size: square, strides: square.default(1), padding: padding.default('valid'), data_format: channelsLast, dilation_rate: undilated,
  activation, use_bias: z.boolean().default(true),
};
const pooling = { pool_size: square.default(2), strides: square.nullish(), padding: padding.default('valid'), data_format: channelsLast };

/** Readers by Keras's name of the class. */
export const kerasLayers: Record<string, Reader> = {
  Conv2D: reader(z.looseObject({ ...convolution, filters: count, groups: z.literal(1).optional() }), (name, config) => ({
    layers: [{ name, kind: 'conv2d', filters: config.filters, ...window(config), bias: config.use_bias }, ...activated(name, config.activation)],
  })),
  DepthwiseConv2D: reader(z.looseObject({ ...convolution, depth_multiplier: z.literal(1).default(1) }), (name, config) => ({
    layers: [{ name, kind: 'depthwise-conv2d', ...window(config), bias: config.use_bias }, ...activated(name, config.activation)],
  })),
  Dense: reader(z.looseObject({ units: count, activation, use_bias: z.boolean().default(true) }), (name, config) => ({
    layers: [{ name, kind: 'dense', units: config.units, bias: config.use_bias }, ...activated(name, config.activation)],
  })),
  BatchNormalization: reader(z.looseObject({
    axis: z.union([z.int(), z.tuple([z.int()]).transform(([axis]) => axis)]).default(-1),
    momentum: z.number().default(0.99), epsilon: z.number().default(0.001), center: z.boolean().default(true), scale: z.boolean().default(true),
  }), (name, { axis, momentum, epsilon, center, scale }, input) => {
    checkLast(axis, input);
    return { layers: [{ name, kind: 'batch-norm', momentum, epsilon }], absent: [...scale ? [] : [`${name}.weight`], ...center ? [] : [`${name}.bias`]] };
  }),
  ReLU: reader(z.looseObject({ max_value: z.literal(6).nullish(), negative_slope: z.number().nullish(), threshold: z.literal(0).nullish() }), (name, config) => {
    if (config.negative_slope && config.max_value) throw new LayerMismatch('has both a largest value and a slope below 0');
    return single(config.negative_slope ? { name, kind: 'leaky-relu', slope: config.negative_slope } : { name, kind: config.max_value ? 'relu6' : 'relu' });
  }),
  LeakyReLU: reader(z.looseObject({ alpha: z.number().default(0.3) }), (name, { alpha }) => single({ name, kind: 'leaky-relu', slope: alpha })),
  Softmax: reader(z.looseObject({ axis: z.int().default(-1) }), (name, { axis }, input) => {
    checkLast(axis, input);
    return single({ name, kind: 'softmax' });
  }),
  Activation: reader(z.looseObject({ activation: activation.unwrap() }), (name, config) => ({ layers: activated(name, config.activation, name) })),
  ZeroPadding2D: reader(z.looseObject({ padding: edges(), data_format: channelsLast }), (name, config) => {
    const [[top, bottom], [left, right]] = config.padding;
    return single({ name, kind: 'pad', top, bottom, left, right });
  }),
  MaxPooling2D: reader(z.looseObject(pooling), (name, config) => single({ name, kind: 'max-pool', ...pool(config) })),
  AveragePooling2D: reader(z.looseObject(pooling), (name, config) => single({ name, kind: 'average-pool', ...pool(config) })),
  GlobalAveragePooling2D: reader(z.looseObject({ data_format: channelsLast, keepdims: z.boolean().optional() }), (name, { keepdims }, input) => ({
    layers: [{ name, kind: 'global-average-pool' }, ...keepdims ? [{ name: `${name} shape`, kind: 'reshape' as const, shape: [input[0]!, 1, 1] }] : []],
  })),
  Dropout: reader(z.looseObject({ rate: z.number() }), (name, { rate }) => single({ name, kind: 'dropout', rate })),
  Flatten: reader(z.looseObject({ data_format: channelsLast }), (name) => single({ name, kind: 'flatten' })),
  Reshape: reader(z.looseObject({ target_shape: z.array(z.int()) }), (name, config, input) => single(reshaped(name, config.target_shape, input))),
};


function reader<Config>(schema: z.ZodType<Config>, read: (name: string, config: Config, input: Shape) => ImportedLayer): Reader {
  return (name, value, input) => {
    const result = schema.safeParse(value);
    if (result.success) return read(name, result.data, input);
    const [issue] = result.error.issues;
    const setting = issue!.path.reduce<unknown>((inside, key) => (inside as Record<PropertyKey, unknown> | undefined)?.[key], value);
    throw new LayerMismatch(`has ${issue!.path.join('.') || 'settings'} ${JSON.stringify(setting) ?? 'missing'}`);
  };
}

/** Keras counts axes with the batch. */
function checkLast(axis: number, input: Shape): void {
  if (axis !== -1 && axis !== input.length) throw new LayerMismatch(`works along axis ${axis} and not along the channels`);
}

const single = (layer: Layer): ImportedLayer => ({ layers: [layer] });

/** Keras lets a layer hold the activation that follows it. */
function activated(layer: string, kind: z.infer<typeof activation>, name = `${layer} activation`): Layer[] {
  return kind === undefined || kind === 'linear' ? [] : [{ name, kind }];
}

interface Window { kernel_size: number; strides: number; padding: Padding }

const window = ({ kernel_size: kernel, strides: stride, padding: around }: Window): { kernel: number; stride: number; padding: Padding } =>
  ({ kernel, stride, padding: around });

const pool = ({ pool_size: size, strides, padding: around }: { pool_size: number; strides?: number | null; padding: Padding }): { size: number; stride: number; padding: Padding } =>
  ({ size, stride: strides ?? size, padding: around });

/** [[top, bottom], [left, right]], [vertical, horizontal] or one number for all. */
function edges(): z.ZodType<[[number, number], [number, number]]> {
  const edge = z.int().min(0);
  const both = (vertical: number, horizontal: number): [[number, number], [number, number]] => [[vertical, vertical], [horizontal, horizontal]];
  return z.union([
    z.tuple([z.tuple([edge, edge]), z.tuple([edge, edge])]),
    z.tuple([edge, edge]).transform(([vertical, horizontal]) => both(vertical, horizontal)),
    edge.transform((all) => both(all, all)),
  ]);
}

/** Only between shapes whose values are in the same order with channels first and last. */
function reshaped(name: string, target: readonly number[], input: Shape): Layer {
  const known = target.filter((size) => size !== -1).reduce((product, size) => product * size, 1);
  const sizes = target.map((size) => size === -1 ? sizeOf(input) / known : size);
  if (sizes.length === 1) return input.length === 3 ? { name, kind: 'flatten' } : { name, kind: 'reshape', shape: sizes };
  const shape = sizes.length === 3 ? [sizes[2]!, sizes[0]!, sizes[1]!] : sizes;
  if (!sameOrder(shape) || !sameOrder(input)) throw new LayerMismatch(`makes ${target.join(' × ')} of a picture or the other way round, which puts values in another order`);
  return { name, kind: 'reshape', shape };
}
