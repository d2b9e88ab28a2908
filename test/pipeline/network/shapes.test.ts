import { describe, expect, it } from 'vitest';
import { Problem } from '../../../pipeline/ground/problem.ts';
import { inferShapes, isTrained, splitAfter, weightsOf } from '../../../pipeline/network/shapes.ts';
import type { Layer, Network } from '../../../pipeline/network/spec.ts';

const small: Network = {
  input: [3, 6, 10],
  layers: [
    { name: 'first', kind: 'conv2d', filters: 4, kernel: 3, stride: 2 },
    { name: 'bend', kind: 'relu' },
    { name: 'flat', kind: 'flatten' },
    { name: 'code', kind: 'dense', units: 7 },
    { name: 'wide', kind: 'dense', units: 60 },
    { name: 'square', kind: 'reshape', shape: [4, 3, 5] },
    { name: 'last', kind: 'conv2d-transpose', filters: 3, kernel: 4, stride: 2 },
  ],
};

it('infers the shapes and counts the parameters', () => {
  const shaped = inferShapes(small);
  expect(shaped.map(({ output }) => output)).toEqual([[4, 3, 5], [4, 3, 5], [60], [7], [60], [4, 3, 5], [3, 6, 10]]);
  expect(shaped.map(({ parameters }) => parameters)).toEqual([4 * 3 * 9 + 4, 0, 0, 60 * 7 + 7, 7 * 60 + 60, 0, 4 * 3 * 16 + 3]);
});

it('wants the fixed numbers of an affine layer for every channel', () => {
  const of = (scale: number | number[]): Network => ({ input: [3, 2, 2], layers: [{ name: 'centre', kind: 'affine', scale, offset: 0 }] });
  for (const scale of [2, [1, 2, 3]]) expect(inferShapes(of(scale))[0]!.output).toEqual([3, 2, 2]);
  expect(() => inferShapes(of([1, 2]))).toThrow('Layer “centre” has 2 numbers for 3 channels; give one for each, or one for all.');
});

it('halves odd sizes upwards', () => {
  const network: Network = { input: [1, 5, 7], layers: [{ name: 'half', kind: 'conv2d', filters: 2, kernel: 3, stride: 2 }] };
  expect(inferShapes(network)[0]!.output).toEqual([2, 3, 4]);
});

it('counts what a window gives as TensorFlow does', () => {
  const of = (layer: Layer): readonly number[] => inferShapes({ input: [4, 7, 10], layers: [layer] })[0]!.output;
  expect(of({ name: 'a', kind: 'depthwise-conv2d', kernel: 3, stride: 2 })).toEqual([4, 4, 5]);
  expect(of({ name: 'a', kind: 'depthwise-conv2d', kernel: 3, stride: 2, padding: 'valid' })).toEqual([4, 3, 4]);
  expect(of({ name: 'a', kind: 'max-pool', size: 2 })).toEqual([4, 4, 5]);
  expect(of({ name: 'a', kind: 'max-pool', size: 2, padding: 'valid' })).toEqual([4, 3, 5]);
  expect(of({ name: 'a', kind: 'average-pool', size: 3, stride: 1, padding: 'valid' })).toEqual([4, 5, 8]);
  expect(of({ name: 'a', kind: 'conv2d-transpose', filters: 2, kernel: 3, stride: 2, padding: 'valid' })).toEqual([2, 15, 21]);
  expect(of({ name: 'a', kind: 'global-average-pool' })).toEqual([4]);
  expect(of({ name: 'a', kind: 'pad', top: 0, bottom: 1, left: 2, right: 3 })).toEqual([4, 8, 15]);
});

it('tells what gradients train from what only runs along', () => {
  const network: Network = { input: [3, 4, 4], layers: [{ name: 'conv', kind: 'conv2d', filters: 5, kernel: 1, stride: 1, bias: false }, { name: 'norm', kind: 'batch-norm' }] };
  expect(weightsOf(network).map(({ name, shape }) => [name, ...shape])).toEqual([
    ['conv.weight', 5, 3, 1, 1], ['norm.weight', 5], ['norm.bias', 5], ['norm.mean', 5], ['norm.variance', 5],
  ]);
  expect(weightsOf(network).filter(isTrained).map(({ name }) => name)).toEqual(['conv.weight', 'norm.weight', 'norm.bias']);
});

it('names tensors after their layers', () => {
  expect(weightsOf(small).map(({ name }) => name)).toEqual([
    'first.weight', 'first.bias', 'code.weight', 'code.bias', 'wide.weight', 'wide.bias', 'last.weight', 'last.bias',
  ]);
});

it('splits an autoencoder at its code', () => {
  const { before, after } = splitAfter(small, 'code');
  expect(inferShapes(before).at(-1)!.output).toEqual([7]);
  expect(after.input).toEqual([7]);
  expect(inferShapes(after).at(-1)!.output).toEqual([3, 6, 10]);
  expect(() => splitAfter(small, 'nowhere')).toThrow(/no layer named “nowhere”/);
});

describe('says which layer does not fit', () => {
  const wrong: [string, Layer, RegExp][] = [
    ['dense on a picture', { name: 'a', kind: 'dense', units: 3 }, /“a” is dense and wants a vector, but gets 3 × 6 × 10/],
    ['a reshape of another size', { name: 'b', kind: 'reshape', shape: [7] }, /“b” cannot make 7 \(7 values\) of 3 × 6 × 10 \(180 values\)/],
    ['a kernel below the stride', { name: 'c', kind: 'conv2d', filters: 1, kernel: 1, stride: 2 }, /“c” has kernel 1 and stride 2/],
    ['a window larger than the picture', { name: 'c', kind: 'max-pool', size: 7, padding: 'valid' }, /“c” has a window of 7 × 7, larger than its input of 3 × 6 × 10/],
    ['half a filter', { name: 'd', kind: 'conv2d', filters: 1.5, kernel: 3, stride: 1 }, /“d” has filters 1.5/],
    ['channels that fill no block', { name: 'e', kind: 'depth-to-space', block: 2 }, /“e” spreads 3 channels/],
    ['pixels that fill no block', { name: 'f', kind: 'space-to-depth', block: 4 }, /“f” cuts 6 × 10 pixels/],
    ['a slope that is no number', { name: 'g', kind: 'leaky-relu', slope: NaN }, /“g” has slope NaN/],
  ];
  it.each(wrong)('%s', (_, layer, message) => {
    const infer = (): unknown => inferShapes({ input: [3, 6, 10], layers: [layer] });
    expect(infer).toThrow(Problem);
    expect(infer).toThrow(message);
  });

  it('a convolution of a vector', () => {
    expect(() => inferShapes({ input: [5], layers: [{ name: 'h', kind: 'conv2d', filters: 1, kernel: 3, stride: 1 }] })).toThrow(/“h” \(conv2d\) wants channels × height × width, but gets 5/);
  });

  it('two layers of one name', () => {
    expect(() => inferShapes({ input: [5], layers: [{ name: 'x', kind: 'relu' }, { name: 'x', kind: 'relu' }] })).toThrow(/two layers named “x”/);
  });
});
