import { describe, expect, it } from 'vitest';
import { proposeEncoders } from '../../../pipeline/add/propose.ts';

describe('proposeEncoders', () => {
  it('lets an autoencoder learn only where there is something to learn from', () => {
    const types = (pictures: number) => proposeEncoders(pictures, null).map(({ settings }) => settings.type);
    expect(types(1)).toEqual(['pixels']);
    expect(types(39)).toEqual(['pixels']);
    expect(types(40)).toEqual(['conv-autoencoder', 'pixels']);
  });

  it('trains nothing where a network that others trained is on hand, and names it last: the map opens with it', () => {
    for (const pictures of [1, 60, 10_000]) expect(proposeEncoders(pictures, 'mobilenet').map(({ settings }) => settings.type)).toEqual(['pixels', 'mobilenet']);
  });

  it('trains on many pictures less often, so that a large folder does not take a night', () => {
    const epochs = (pictures: number) => proposeEncoders(pictures, null)[0]!.settings.epochs;
    expect([60, 1_000, 2_000, 10_000].map(epochs)).toEqual([120, 40, 20, 10]);
  });
});
