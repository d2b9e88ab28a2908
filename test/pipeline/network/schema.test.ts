import { describe, expect, it } from 'vitest';
import { Problem } from '../../../pipeline/ground/problem.ts';
import { checkInitialiser, checkLoss, checkNetwork, checkOptimiser } from '../../../pipeline/network/schema.ts';

const network = (layer: unknown): unknown => ({ input: [3, 4, 4], layers: [{ name: 'fine', kind: 'relu' }, layer] });

it('takes what is right as it is', () => {
  const right = network({ name: 'conv', kind: 'conv2d', filters: 2, kernel: 3, stride: 1, padding: 'valid', bias: false });
  expect(checkNetwork(right)).toEqual(right);
  expect(checkLoss({ kind: 'binary-cross-entropy', mask: true, weightDecay: 0 })).toEqual({ kind: 'binary-cross-entropy', mask: true, weightDecay: 0 });
  expect(checkOptimiser({ kind: 'sgd', momentum: 0.9 })).toEqual({ kind: 'sgd', momentum: 0.9 });
  expect(checkInitialiser({ kind: 'gaussian', deviation: 0.01 })).toEqual({ kind: 'gaussian', deviation: 0.01 });
});

const wrong: [string, () => unknown, string][] = [
  ['a count', () => checkNetwork(network({ name: 'a', kind: 'dense', units: 0 })), 'Layer “a” has units 0; give a whole number of at least 1.'],
  ['a text for a number', () => checkNetwork(network({ name: 'a', kind: 'dense', units: '3' })), 'Layer “a” has units “3”; give a whole number of at least 1.'],
  ['what is missing', () => checkNetwork(network({ name: 'a', kind: 'conv2d', filters: 1, kernel: 3 })), 'Layer “a” has stride missing; give a whole number of at least 1.'],
  ['a kind', () => checkNetwork(network({ name: 'a', kind: 'magic' })), 'Layer “a” has kind “magic”; give a kind that exists.'],
  ['a misspelt setting', () => checkNetwork(network({ name: 'a', kind: 'dropout', rate: 0.5, rat: 1 })), 'Layer “a” has a setting “rat” that means nothing here; correct its spelling or remove it.'],
  ['a rate', () => checkNetwork(network({ name: 'a', kind: 'dropout', rate: 1 })), 'Layer “a” has rate 1; give a number from 0 to below 1.'],
  ['padding', () => checkNetwork(network({ name: 'a', kind: 'max-pool', size: 2, padding: 'reflect' })), 'Layer “a” has padding “reflect”; give “same” or “valid”.'],
  ['the numbers of channels', () => checkNetwork(network({ name: 'a', kind: 'affine', scale: [1, '2'], offset: 0 })), 'Layer “a” has scale [1,"2"]; give a finite number, or one for each channel.'],
  ['a layer without a name', () => checkNetwork(network({ kind: 'relu' })), 'Layer 2 has name missing; give a text.'],
  ['an empty input', () => checkNetwork({ input: [], layers: [] }), 'The network has input []; give at least one size.'],
  ['no network at all', () => checkNetwork(null), 'The network has settings null; give an input shape and layers.'],
  ['a loss', () => checkLoss({ kind: 'hinge' }), 'The loss has kind “hinge”; give a loss that exists.'],
  ['a share', () => checkLoss({ kind: 'mean-squared-error', sparsity: { layer: 'code', target: 0, weight: 1 } }), 'The loss has sparsity.target 0; give a number above 0 and below 1.'],
  ['an optimiser', () => checkOptimiser({ kind: 'adam', beta1: 1 }), 'The optimiser has beta1 1; give a number from 0 to below 1.'],
  ['an initialiser', () => checkInitialiser({ kind: 'gaussian', deviation: -1 }), 'The initialiser has deviation -1; give a number above 0.'],
];

describe('says in one sentence what is wrong with', () => {
  it.each(wrong)('%s', (_, check, message) => {
    expect(check).toThrow(Problem);
    expect(check).toThrow(message);
  });
});
