import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromChannelsLast, toChannelsLast } from '../../../pipeline/network/channels-last.ts';
import { permuted } from '../../../pipeline/network/permute.ts';
import { sizeOf } from '../../../pipeline/network/shapes.ts';

const numbered = (shape: readonly number[]): { shape: readonly number[]; data: Float32Array } => ({ shape, data: Float32Array.from({ length: sizeOf(shape) }, (_, index) => index) });

it('transposes a matrix', () => {
  expect(permuted(numbered([2, 3]), [1, 0])).toEqual({ shape: [3, 2], data: Float32Array.of(0, 3, 1, 4, 2, 5) });
  expect(permuted({ shape: [], data: Float32Array.of(7) }, [])).toEqual({ shape: [], data: Float32Array.of(7) });
});

it('is undone by the inverse order', () => {
  const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 });
  fc.assert(fc.property(shapes.chain((shape) => fc.tuple(fc.constant(shape), fc.shuffledSubarray(shape.map((_, axis) => axis), { minLength: shape.length }))), ([shape, order]) => {
    const tensor = numbered(shape);
    expect(permuted(permuted(tensor, order), order.map((_, axis) => order.indexOf(axis)))).toEqual(tensor);
  }));
});

it('puts the value of a kernel where Keras looks for it', () => {
  // out × in × height × width, at out 1, in 2, row 0, column 3.
  const ours = numbered([2, 3, 4, 5]);
  const theirs = toChannelsLast('conv2d', ours);
  expect(theirs.shape).toEqual([4, 5, 3, 2]);
  expect(theirs.data[((0 * 5 + 3) * 3 + 2) * 2 + 1]).toBe(((1 * 3 + 2) * 4 + 0) * 5 + 3);
  expect(toChannelsLast('depthwise-conv2d', numbered([6, 1, 3, 3])).shape).toEqual([3, 3, 6, 1]);
});

it.each(['conv2d', 'depthwise-conv2d', 'conv2d-transpose', 'dense'] as const)('brings the kernel of a %s layer back', (kind) => {
  const tensor = numbered(kind === 'dense' ? [3, 4] : [2, 3, 4, 5]);
  expect(fromChannelsLast(kind, toChannelsLast(kind, tensor))).toEqual(tensor);
});
