import { expect, it } from 'vitest';
import { namedItems } from '../../../pipeline/encoders/named-items.ts';

it('are those that are shown and those whose codes are added up, each once', () => {
  expect(namedItems({ type: 'conv-autoencoder', size: [72, 48], 'mash-ups': 20, 'held-out': 0, show: ['fr', 'it'] })).toEqual(['fr', 'it']);
  expect(namedItems({ type: 'sparse-autoencoder', size: [12, 8], split: [1, 1, 1], epochs: 1, trainings: 1, sums: [['fr'], ['fr', 'it']], 'random-codes': 0 })).toEqual(['fr', 'it']);
  expect(namedItems({ type: 'pixels', size: [12, 8] })).toEqual([]);
});
