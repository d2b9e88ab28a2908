import { expect, it } from 'vitest';
import { mainEncoder } from '../../../src/gallery/main-encoder.ts';

const encoder = (id: string, reconstruction?: { meanSquaredError: number }) => ({ id, reconstruction });
const [pixels, vectors] = [encoder('pixels'), encoder('vectors')];
const [small, large] = [encoder('small', { meanSquaredError: 0 }), encoder('large', { meanSquaredError: 0.1 })];

it('is the last encoder that paints pictures back, wherever it stands', () => {
  expect(mainEncoder({ encoders: [small, large, pixels] })).toBe(large);
  expect(mainEncoder({ encoders: [pixels, small, vectors] })).toBe(small);
});

it('is the last encoder where none paints pictures back', () => {
  expect(mainEncoder({ encoders: [pixels, vectors] })).toBe(vectors);
  expect(mainEncoder({ encoders: [pixels] })).toBe(pixels);
});
