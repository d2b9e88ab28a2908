import { describe, expect, it } from 'vitest';
import { featuresOf } from '../../../../pipeline/encoders/pretrained/features.ts';
import { vgg } from '../../../../pipeline/encoders/pretrained/vgg.ts';
import { inferShapes, outputOf } from '../../../../pipeline/network/shapes.ts';

describe('vgg', () => {
  it.each([['vgg16', 14_714_688], ['vgg19', 20_024_384]] as const)('%s has as many parameters as published', (kind, parameters) => {
    expect(inferShapes(vgg(kind, 224)).reduce((sum, layer) => sum + layer.parameters, 0)).toBe(parameters);
    expect(outputOf(vgg(kind, 224))).toEqual([512, 7, 7]);
  });
});

describe('featuresOf', () => {
  const network = vgg('vgg16', 224);

  it('averages, divides into a grid or takes every value', () => {
    expect(outputOf(featuresOf(network, 'block5_pool', 'average'))).toEqual([512]);
    expect(outputOf(featuresOf(network, 'block5_pool', 'flatten'))).toEqual([512 * 7 * 7]);
    expect(outputOf(featuresOf(network, 'block3_pool', { grid: 7 }))).toEqual([256 * 7 * 7]);
  });

  it('takes a layer with its activation, and none behind it', () => {
    const names = featuresOf(network, 'block2_conv2', 'average').layers.map(({ name }) => name);
    expect(names.slice(-2)).toEqual(['block2_conv2 activation', 'features']);
  });

  it('refuses a layer that is not there and a grid that does not fit', () => {
    expect(() => featuresOf(network, 'block9_pool', 'average')).toThrow(/no layer named “block9_pool”; name one of .*block5_pool/);
    expect(() => featuresOf(network, 'block5_pool', { grid: 2 })).toThrow(/“block5_pool” has 7 × 7 places, which no grid of 2 × 2 divides/);
  });
});
