import { describe, expect, it } from 'vitest';
import { encoderId } from '../../../pipeline/encoders/encoder-id.ts';

describe('encoderId', () => {
  it('is the type alone where nothing is chosen', () => {
    expect(encoderId({ type: 'pixels', size: [6, 4] })).toBe('pixels');
    expect(encoderId({ type: 'vgg19', pooling: 'average', optional: false })).toBe('vgg19');
  });

  it('tells layers and poolings of one network apart, fit for an address', () => {
    expect(encoderId({ type: 'vgg19', layer: 'block4_pool', pooling: 'average', optional: false })).toBe('vgg19-block4-pool');
    expect(encoderId({ type: 'vgg19', layer: 'block3_pool', pooling: { grid: 7 }, optional: true })).toBe('vgg19-block3-pool-grid-7');
    expect(encoderId({ type: 'vgg16', pooling: 'flatten', optional: false })).toBe('vgg16-flatten');
  });
});
