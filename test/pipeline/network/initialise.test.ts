import { expect, it } from 'vitest';
import { initialise } from '../../../pipeline/network/initialise.ts';
import type { Network } from '../../../pipeline/network/spec.ts';

const network: Network = {
  input: [3, 8, 8],
  layers: [
    { name: 'conv', kind: 'conv2d', filters: 50, kernel: 3, stride: 2 },
    { name: 'up', kind: 'conv2d-transpose', filters: 40, kernel: 4, stride: 2 },
    { name: 'flat', kind: 'flatten' },
    { name: 'dense', kind: 'dense', units: 10 },
  ],
};
const largest = (data: Float32Array): number => Math.max(...data.map(Math.abs));

it.each([
  [{ kind: 'glorot' }, Math.sqrt(6 / (27 + 450)), Math.sqrt(6 / (200 + 640)), Math.sqrt(6 / (2560 + 10))],
  [{ kind: 'he' }, Math.sqrt(6 / 27), Math.sqrt(6 / 200), Math.sqrt(6 / 2560)],
  [{ kind: 'narrow' }, 1 / Math.sqrt(27), 1 / Math.sqrt(200), 1 / Math.sqrt(2560)],
] as const)('$kind fills its interval', (initialiser, conv, up, dense) => {
  const weights = initialise(network, 1, initialiser);
  for (const [name, bound] of [['conv', conv], ['up', up], ['dense', dense]] as const) {
    const { data } = weights.get(`${name}.weight`)!;
    expect(largest(data)).toBeLessThanOrEqual(bound * (1 + 1e-6));
    expect(largest(data)).toBeGreaterThan(0.98 * bound);
    expect(Math.abs(data.reduce((sum, value) => sum + value, 0) / data.length)).toBeLessThan(0.1 * bound);
    expect(largest(weights.get(`${name}.bias`)!.data)).toBe(0);
  }
});

it('draws normal weights and biases', () => {
  const weights = initialise(network, 1, { kind: 'gaussian', deviation: 0.01 });
  const deviation = (data: Float32Array): number => Math.sqrt(data.reduce((sum, value) => sum + value * value, 0) / data.length);
  expect(deviation(weights.get('dense.weight')!.data)).toBeCloseTo(0.01, 3);
  expect(deviation(weights.get('conv.bias')!.data)).toBeGreaterThan(0.007);
});

it('lets a batch norm begin with nothing changed', () => {
  const weights = initialise({ input: [2, 3, 3], layers: [{ name: 'norm', kind: 'batch-norm' }] }, 1, { kind: 'gaussian', deviation: 1 });
  expect([...weights].map(([name, { data }]) => [name, ...data])).toEqual([['norm.weight', 1, 1], ['norm.bias', 0, 0], ['norm.mean', 0, 0], ['norm.variance', 1, 1]]);
});

it('gives the same weights for the same seed, and others for another', () => {
  const data = (seed: number): Float32Array => initialise(network, seed, { kind: 'he' }).get('dense.weight')!.data;
  expect(data(1)).toEqual(data(1));
  expect(data(1)).not.toEqual(data(2));
});

it('leaves a layer’s weights alone when another layer is added', () => {
  const longer: Network = { ...network, layers: [...network.layers, { name: 'more', kind: 'dense', units: 2 }] };
  expect(initialise(longer, 1, { kind: 'he' }).get('dense.weight')).toEqual(initialise(network, 1, { kind: 'he' }).get('dense.weight'));
});
