/** Puts the axes of a tensor in another order. */
import type { NamedTensor } from './weights.ts';

/** A copy whose axis i is axis `order[i]` of `tensor`; values are row-major before and after. */
export function permuted({ shape, data }: NamedTensor, order: readonly number[]): NamedTensor {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const sizes = order.map((axis) => shape[axis]!);
  const steps = order.map((axis) => strides[axis]!);
  const out = new Float32Array(data.length);
  let to = 0;
  const walk = (axis: number, from: number): void => {
    const last = axis === sizes.length - 1;
    for (let place = 0; place < sizes[axis]!; place += 1) {
      if (last) out[to++] = data[from + place * steps[axis]!]!;
      else walk(axis + 1, from + place * steps[axis]!);
    }
  };
  if (sizes.length > 0) walk(0, 0);
  else out.set(data);
  return { shape: sizes, data: out };
}
