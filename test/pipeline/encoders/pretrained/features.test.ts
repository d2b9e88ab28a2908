import { describe, expect, it } from 'vitest';
import { featuresOf, upTo } from '../../../../pipeline/encoders/pretrained/features.ts';
import { vgg } from '../../../../pipeline/encoders/pretrained/vgg.ts';
import { inferShapes, outputOf } from '../../../../pipeline/network/shapes.ts';

describe('vgg', () => {
  it.each([['vgg16', 14_714_688], ['vgg19', 20_024_384]] as const)('%s has as many parameters as published', (kind, parameters) => {
    expect(inferShapes(vgg(kind, 224)).reduce((sum, layer) => sum + layer.parameters, 0)).toBe(parameters);
    expect(outputOf(vgg(kind, 224))).toEqual([512, 7, 7]);
  });
});

describe('upTo', () => {
  it('takes a layer with its activation, and none behind it', () => {
    expect(upTo(vgg('vgg16', 224), 'block2_conv2').layers.at(-1)!.name).toBe('block2_conv2 activation');
    expect(outputOf(upTo(vgg('vgg16', 224), 'block4_pool'))).toEqual([512, 14, 14]);
  });

  it('refuses a layer that is not there', () => {
    expect(() => upTo(vgg('vgg16', 224), 'block9_pool')).toThrow(/no layer named “block9_pool”; name one of .*block5_pool/);
  });
});

describe('featuresOf', () => {
  it('keeps the shape, rounds, and goes to the end of half precision and not beyond', () => {
    const { shape, values } = featuresOf({ input: [1, 1, 4], layers: [{ name: 'same', kind: 'relu' }] }, Float32Array.of(1 / 3, 1e6, -1e6, 5));
    expect(shape).toEqual([1, 1, 4]);
    expect(Array.from(values)).toEqual([Math.fround(0.333251953125), 65504, -65504, 5]);
  });
});
