/** Checks networks, losses, optimisers and initialisers that come from outside: in one sentence that names the layer. */
import { z } from 'zod';
import { Problem } from '../ground/problem.ts';
import type { Initialiser, Loss, Optimiser } from './objective.ts';
import type { Network } from './spec.ts';

const COUNT = 'a whole number of at least 1';
const NUMBER = 'a finite number';
const SHARE = 'a number from 0 to below 1';
const POSITIVE = 'a number above 0';

const count = z.int(COUNT).min(1, COUNT);
const number = z.number(NUMBER);
const share = z.number(SHARE).min(0, SHARE).lt(1, SHARE);
const positive = z.number(POSITIVE).positive(POSITIVE);
const edge = z.int('a whole number of at least 0').min(0, 'a whole number of at least 0');
const perChannel = z.union([number, z.array(number)], 'a finite number, or one for each channel');
const flag = z.boolean('true or false');
const shape = z.array(count, 'a list of whole numbers').min(1, 'at least one size');
const name = z.string('a text').min(1, 'a name');

const padding = z.enum(['same', 'valid'], '“same” or “valid”').optional();
const convolution = { name, kernel: count, stride: count, padding, bias: flag.optional() };
const pooling = { name, size: count, stride: count.optional(), padding };
const literal = <Kind extends string>(kind: Kind): { name: typeof name; kind: z.ZodLiteral<Kind> } => ({ name, kind: z.literal(kind) });

const layer = z.discriminatedUnion('kind', [
  z.strictObject({ ...convolution, ...literal('conv2d'), filters: count }),
  z.strictObject({ ...convolution, ...literal('depthwise-conv2d') }),
  z.strictObject({ ...convolution, ...literal('conv2d-transpose'), filters: count }),
  z.strictObject({ ...literal('dense'), units: count, bias: flag.optional() }),
  z.strictObject({ ...pooling, ...literal('max-pool') }),
  z.strictObject({ ...pooling, ...literal('average-pool') }),
  z.strictObject(literal('global-average-pool')),
  z.strictObject({ ...literal('batch-norm'), momentum: share.optional(), epsilon: positive.optional() }),
  z.strictObject({ ...literal('dropout'), rate: share }),
  z.strictObject({ ...literal('pad'), top: edge, bottom: edge, left: edge, right: edge }),
  z.strictObject({ ...literal('upsample'), factor: count }),
  z.strictObject({ ...literal('depth-to-space'), block: count }),
  z.strictObject({ ...literal('space-to-depth'), block: count }),
  z.strictObject(literal('flatten')),
  z.strictObject({ ...literal('reshape'), shape }),
  z.strictObject({ ...literal('affine'), scale: perChannel, offset: perChannel }),
  z.strictObject(literal('relu')),
  z.strictObject(literal('relu6')),
  z.strictObject({ ...literal('leaky-relu'), slope: number }),
  z.strictObject(literal('sigmoid')),
  z.strictObject(literal('tanh')),
  z.strictObject(literal('softmax')),
], 'a kind that exists');

const networkSchema: z.ZodType<Network> = z.strictObject({ input: shape, layers: z.array(layer, 'a list of layers') }, 'an input shape and layers');

const lossSchema: z.ZodType<Loss> = z.strictObject({
  kind: z.enum(['mean-squared-error', 'squared-error-per-image', 'binary-cross-entropy', 'categorical-cross-entropy'], 'a loss that exists'),
  mask: flag.optional(),
  sparsity: z.strictObject({ layer: name, target: share.gt(0, 'a number above 0 and below 1'), weight: positive }).optional(),
  weightDecay: z.number(NUMBER).min(0, 'a number of at least 0').optional(),
});

const adam = { beta1: share.optional(), beta2: share.optional(), epsilon: positive.optional() };

const optimiserSchema: z.ZodType<Optimiser> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sgd'), momentum: share.optional() }),
  z.strictObject({ kind: z.literal('adam'), ...adam }),
  z.strictObject({ kind: z.literal('adamw'), ...adam, decay: z.number(NUMBER).min(0, 'a number of at least 0').optional() }),
  z.strictObject({ kind: z.literal('adadelta'), decay: share.optional(), epsilon: positive.optional() }),
], 'an optimiser that exists');

const initialiserSchema: z.ZodType<Initialiser> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('glorot') }),
  z.strictObject({ kind: z.literal('he') }),
  z.strictObject({ kind: z.literal('narrow') }),
  z.strictObject({ kind: z.literal('gaussian'), deviation: positive }),
], 'an initialiser that exists');

/** `value` as a network. Throws a Problem that names the layer and the setting that is not right. */
export const checkNetwork = (value: unknown): Network => checked(networkSchema, value, 'The network');
export const checkLoss = (value: unknown): Loss => checked(lossSchema, value, 'The loss');
export const checkOptimiser = (value: unknown): Optimiser => checked(optimiserSchema, value, 'The optimiser');
export const checkInitialiser = (value: unknown): Initialiser => checked(initialiserSchema, value, 'The initialiser');

function checked<Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const { who, path } = layerAt(value, issue.path) ?? { who: what, path: issue.path };
  if (issue.code === 'unrecognized_keys') throw new Problem(`${who} has a setting “${issue.keys[0]}” that means nothing here; correct its spelling or remove it.`);
  throw new Problem(`${who} has ${path.join('.') || 'settings'} ${shown(valueAt(value, issue.path))}; give ${issue.message}.`);
}

/** The layer that an issue is about, by its name or else its place, and the path inside it. */
function layerAt(value: unknown, path: readonly PropertyKey[]): { who: string; path: readonly PropertyKey[] } | null {
  if (path[0] !== 'layers' || path.length < 2) return null;
  const found = valueAt(value, [...path.slice(0, 2), 'name']);
  return { who: typeof found === 'string' && found ? `Layer “${found}”` : `Layer ${Number(path[1]) + 1}`, path: path.slice(2) };
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inside, key) => (inside as Record<PropertyKey, unknown> | undefined)?.[key], value);

const shown = (value: unknown): string =>
  value === undefined ? 'missing' : typeof value === 'string' ? `“${value}”` : typeof value === 'object' ? JSON.stringify(value) : String(value);
