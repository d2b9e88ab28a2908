/** Brings a batch into TensorFlow.js and what the model makes of it beside what it should make. */
import { targetValues } from '../engine/batch.ts';
import type { Batch, Opened } from '../engine/engine.ts';
import { outputOf } from '../shapes.ts';
import type { Network, Shape } from '../spec.ts';
import { fromModel, toModel, type Model } from './model.ts';
import type { Compared } from './objective.ts';
import type { Tensor, TensorFlow } from './tensorflow.ts';

/** Names of the layers whose outputs a model for losses gives, in the order of `Run`; null is its input. */
export const lastLayers = ({ layers }: Network): (string | null)[] => [layers.at(-1)?.name ?? null, layers.at(-2)?.name ?? null];

/** A batch as a tensor of `count` examples in our order of axes, values 0–1 where they came as bytes. */
export function inputTensor(tf: TensorFlow, inputs: Batch['inputs'], shape: Shape): Tensor {
  const values = inputs instanceof Uint8Array ? Float32Array.from(inputs, (byte) => byte / 255) : inputs;
  const count = values.length / shape.reduce((product, size) => product * size, 1);
  return tf.tensor(values, [count, ...shape]);
}

/** Runs a model that was built with the outputs `lastLayers` and perhaps one more. All tensors become batch × values. */
export function compare(tf: TensorFlow, model: Model, options: Opened, batch: Batch, training: boolean): Compared & { rest: Tensor[] } {
  const inputs = inputTensor(tf, batch.inputs, options.network.input);
  const count = inputs.shape[0]!;
  const rows = (values: Tensor): Tensor => tf.reshape(values, [count, -1]);
  const outputs = model.layers.apply(toModel(tf, inputs), { training }) as Tensor[];
  const [output, beforeLast, ...rest] = outputs.map((values) => rows(fromModel(tf, values)));
  const given = (values: Float32Array): Tensor => rows(tf.tensor(values, [count, ...outputOf(options.network)]));
  return {
    output: output!, beforeLast: beforeLast!, rest,
    target: options.targets === 'inputs' ? rows(inputs) : given(targetValues(options, batch.targets!)),
    mask: batch.mask ? given(batch.mask) : null,
  };
}
