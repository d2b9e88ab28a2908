import { describe, expect, it } from 'vitest';
import { checkPooling, pooled } from '../../../../pipeline/encoders/pretrained/pooling.ts';

/** Two channels of 4 × 4: 0–15 and their hundredfold. */
const features = { shape: [2, 4, 4], values: Float16Array.from({ length: 32 }, (_, at) => (at < 16 ? at : 100 * (at - 16))) };

describe('pooled', () => {
  it('averages each channel', () => {
    expect(Array.from(pooled(features, 'average'))).toEqual([7.5, 750]);
  });

  it('averages the cells of a grid, channel by channel and row by row', () => {
    expect(Array.from(pooled(features, { grid: 2 }))).toEqual([2.5, 4.5, 10.5, 12.5, 250, 450, 1050, 1250]);
    expect(pooled(features, { grid: 4 })).toEqual(Float32Array.from(features.values));
  });

  it('takes every value, as it is', () => {
    expect(pooled(features, 'flatten')).toEqual(Float32Array.from(features.values));
  });

  it('leaves a vector a vector', () => {
    expect(Array.from(pooled({ shape: [3], values: Float16Array.of(1, 2, 3) }, 'average'))).toEqual([1, 2, 3]);
  });
});

describe('checkPooling', () => {
  it('refuses a grid that does not fit', () => {
    expect(() => checkPooling([512, 7, 7], 'block5_pool', { grid: 2 })).toThrow(/“block5_pool” has 7 × 7 places, which no grid of 2 × 2 divides/);
    expect(() => checkPooling([256, 28, 28], 'block3_pool', { grid: 7 })).not.toThrow();
    expect(() => checkPooling([512, 7, 7], 'block5_pool', 'flatten')).not.toThrow();
  });
});
