import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { augmented, NO_AUGMENTATION, type Augmentation } from '../../../pipeline/network/augment.ts';
import { seeded } from '../../../pipeline/random.ts';

const size = { width: 3, height: 2 };
/** Channels 0–5, 10–15, 20–25. */
const picture = Uint8Array.of(0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 20, 21, 22, 23, 24, 25);

const change = (how: Augmentation, seed = 1): number[] => {
  const target = new Uint8Array(18);
  augmented(picture, target, size, how, seeded(seed));
  return Array.from(target);
};

it('leaves the picture alone when asked for nothing', () => {
  expect(change(NO_AUGMENTATION)).toEqual(Array.from(picture));
});

describe('changes', () => {
  it('mirror both ways', () => {
    expect(change({ ...NO_AUGMENTATION, mirror: 1 })).toEqual([5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 25, 24, 23, 22, 21, 20]);
  });

  it('exchange whole channels', () => {
    fc.assert(fc.property(fc.nat(), (seed) => {
      const changed = change({ ...NO_AUGMENTATION, recolour: 1 }, seed);
      const channels = [0, 6, 12].map((start) => changed.slice(start, start + 6).map((value) => value % 10).join());
      expect(channels).toEqual(Array(3).fill('0,1,2,3,4,5'));
      expect([0, 6, 12].map((start) => changed[start]).sort((a, b) => a! - b!)).toEqual([0, 10, 20]);
    }));
  });

  it('shift by no more than asked, repeating the edge', () => {
    const seen = new Set(Array.from({ length: 200 }, (_, seed) => change({ ...NO_AUGMENTATION, shift: 1 }, seed).slice(0, 6).join()));
    expect(seen).toEqual(new Set([
      '0,1,2,3,4,5', '0,0,1,3,3,4', '1,2,2,4,5,5', '0,1,2,0,1,2', '0,0,1,0,0,1', '1,2,2,1,2,2', '3,4,5,3,4,5', '3,3,4,3,3,4', '4,5,5,4,5,5',
    ]));
  });

  it('are the same for the same seed', () => {
    const how = { mirror: 0.5, shift: 2, recolour: 0.5 };
    expect(change(how, 7)).toEqual(change(how, 7));
    expect(new Set(Array.from({ length: 50 }, (_, seed) => change(how, seed).join())).size).toBeGreaterThan(20);
  });
});
