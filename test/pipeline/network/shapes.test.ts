import { describe, expect, it } from 'vitest';
import { inferShapes, splitAfter, weightsOf } from '../../../pipeline/network/shapes.ts';
import type { Layer, Network } from '../../../pipeline/network/spec.ts';
import { summary } from '../../../pipeline/network/summary.ts';
import { Problem } from '../../../pipeline/problem.ts';

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

it('halves odd sizes upwards', () => {
  const network: Network = { input: [1, 5, 7], layers: [{ name: 'half', kind: 'conv2d', filters: 2, kernel: 3, stride: 2 }] };
  expect(inferShapes(network)[0]!.output).toEqual([2, 3, 4]);
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

it('prints a table whose lines are equally long', () => {
  const lines = summary(small).split('\n');
  expect(lines).toHaveLength(small.layers.length + 3);
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  expect(lines.at(-1)).toMatch(/^total.* 1214$/);
});
