/** Examples to learn from or to check with. */
import type { Batch } from './engine/engine.ts';
import { sizeOf } from './shapes.ts';
import type { Shape } from './spec.ts';

/** In shared memory where worker threads read it, so that it is never copied. */
export interface Dataset {
  count: number;
  /** Of one example: channels × height × width, or [values]. */
  shape: Shape;
  /** Count × shape. Bytes stand for values 0–1 (byte ÷ 255), floats for themselves: pictures stay bytes, a quarter of the memory. */
  inputs: Uint8Array | Float32Array;
  /** What a network should put out: the number of a class for each example, or count × output values. Absent: what it was given. */
  targets?: Uint32Array | Float32Array;
  /** What each of count × output values weighs, for a loss with a mask. */
  mask?: Float32Array;
}

/** The examples at `indices`, copied one behind the other. `inputs`, where given, were made elsewhere and are taken as they are. */
export function gather(dataset: Dataset, indices: Uint32Array, inputs?: Batch['inputs']): Batch {
  return {
    inputs: inputs ?? rows(dataset.inputs, dataset.count, indices),
    ...(dataset.targets && { targets: rows(dataset.targets, dataset.count, indices) }),
    ...(dataset.mask && { mask: rows(dataset.mask, dataset.count, indices) }),
  };
}

/** Neighbouring examples, not copied. */
export function slice(dataset: Dataset, from: number, to: number): Batch {
  const part = <Values extends Uint8Array | Uint32Array | Float32Array>(values: Values): Values => {
    const size = values.length / dataset.count;
    return values.subarray(from * size, to * size) as Values;
  };
  return {
    inputs: part(dataset.inputs),
    ...(dataset.targets && { targets: part(dataset.targets) }),
    ...(dataset.mask && { mask: part(dataset.mask) }),
  };
}

function rows<Values extends Uint8Array | Uint32Array | Float32Array>(values: Values, count: number, indices: Uint32Array): Values {
  const size = values.length / count;
  const chosen = new (values.constructor as new (length: number) => Values)(indices.length * size);
  indices.forEach((from, to) => chosen.set(values.subarray(from * size, (from + 1) * size), to * size));
  return chosen;
}

/** Values of one example. */
export const valuesPerExample = ({ shape }: Dataset): number => sizeOf(shape);
