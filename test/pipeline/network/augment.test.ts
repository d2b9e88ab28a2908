import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../pipeline/ground/random.ts';
import { augment, checkAugmentation, type Augmentation, type PictureShape } from '../../../pipeline/network/augment.ts';

const change = (picture: Uint8Array, shape: PictureShape, how: Augmentation, seed = 1): number[] => {
  const target = new Uint8Array(picture.length);
  augment(picture, target, shape, how, seeded(seed));
  return [...target];
};
const seeds = Array.from({ length: 60 }, (_, seed) => seed);
const small: PictureShape = [3, 2, 3];
/** Channels 0–5, 10–15, 20–25. */
const picture = Uint8Array.of(0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 20, 21, 22, 23, 24, 25);
/** 40 × 40 pixels, ten brighter at each column, or at each row. */
const ramp: PictureShape = [1, 24, 24];
const across = Uint8Array.from({ length: 576 }, (_, at) => 10 * (at % 24));
const down = Uint8Array.from({ length: 576 }, (_, at) => 10 * Math.floor(at / 24));

it('leaves the picture alone when asked for nothing', () => {
  expect(change(picture, small, {})).toEqual([...picture]);
  expect(change(picture, small, { rotation: 0, crop: { area: [1, 1], ratio: [1, 1] }, flip: 0, colour: {} })).toEqual([...picture]);
});

it('makes nothing brighter or darker by moving it', () => {
  const how = fc.record({
    rotation: fc.nat(180), flip: fc.constant(0.5),
    crop: fc.record({ area: fc.constant([0.1, 1] as const), ratio: fc.constant([0.5, 2] as const) }),
  });
  fc.assert(fc.property(fc.uint8Array({ minLength: 30, maxLength: 30 }), how, fc.nat(), (bytes, each, seed) => {
    const changed = change(bytes, [2, 3, 5], each, seed);
    for (const channel of [0, 15]) {
      const before = bytes.subarray(channel, channel + 15);
      const after = changed.slice(channel, channel + 15);
      expect(Math.min(...after)).toBeGreaterThanOrEqual(Math.min(...before));
      expect(Math.max(...after)).toBeLessThanOrEqual(Math.max(...before));
    }
  }));
});

describe('changes', () => {
  it('mirror left to right as often as asked', () => {
    expect(change(picture, small, { flip: 1 })).toEqual([2, 1, 0, 5, 4, 3, 12, 11, 10, 15, 14, 13, 22, 21, 20, 25, 24, 23]);
    const mirrored = Array.from({ length: 1000 }, (_, seed) => change(picture, small, { flip: 0.3 }, seed)[0] === 2).filter(Boolean).length;
    expect(mirrored / 1000).toBeCloseTo(0.3, 1);
  });

  it('cut out parts of the wanted area and sides', () => {
    for (const seed of seeds) {
      const crop = { area: [0.25, 0.5], ratio: [0.8, 1.25] } as const;
      const [wide, high] = [change(across, ramp, { crop }, seed), change(down, ramp, { crop }, seed)];
      // Neighbouring pixels of the part lie so much further together than 10.
      const [width, height] = [(wide[23]! - wide[0]!) / 230, (high[23 * 24]! - high[0]!) / 230];
      expect(width * height).toBeGreaterThan(0.24);
      expect(width * height).toBeLessThan(0.51);
      expect(width / height).toBeGreaterThan(0.78);
      expect(width / height).toBeLessThan(1.28);
    }
  });

  it('turn about the middle by no more than asked, either way', () => {
    const turns = seeds.map((seed) => {
      const turned = change(across, ramp, { rotation: 20 }, seed);
      const middle = (column: number, row: number): number => turned[row * 24 + column]!;
      // Brightness falls or rises down the middle with the sine of the angle, and across with its cosine.
      return Math.atan2(middle(12, 15) - middle(12, 8), middle(15, 12) - middle(8, 12)) * 180 / Math.PI;
    });
    expect(Math.max(...turns)).toBeGreaterThan(12);
    expect(Math.max(...turns)).toBeLessThan(21);
    expect(Math.min(...turns)).toBeLessThan(-12);
    expect(Math.min(...turns)).toBeGreaterThan(-21);
  });
});

describe('colours', () => {
  const grey = Uint8Array.from({ length: 18 }, (_, at) => 40 + 30 * (at % 6));
  const greys = (values: number[]): number[] => [0, 1, 2, 3, 4, 5].map((at) => 0.299 * values[at]! + 0.587 * values[6 + at]! + 0.114 * values[12 + at]!);

  it('keep greys grey whatever becomes of hue and saturation', () => {
    for (const seed of seeds) expect(change(grey, small, { colour: { hue: 180, saturation: 1 } }, seed)).toEqual([...grey]);
  });

  it('keep their brightness when only saturation changes', () => {
    const colourful = Uint8Array.from({ length: 18 }, (_, at) => 80 + (37 * at) % 90);
    for (const seed of seeds) {
      const changed = greys(change(colourful, small, { colour: { saturation: 0.5 } }, seed));
      greys([...colourful]).forEach((value, at) => expect(Math.abs(changed[at]! - value)).toBeLessThan(1));
    }
  });

  it('become brighter or darker all by one factor', () => {
    for (const seed of seeds) {
      const changed = change(grey, small, { colour: { brightness: 0.3 } }, seed);
      const factor = changed[5]! / grey[5]!;
      expect(Math.abs(factor - 1)).toBeLessThan(0.31);
      changed.forEach((value, at) => expect(Math.abs(value - factor * grey[at]!)).toBeLessThan(1));
    }
  });

  it('move away from the mean grey with more contrast', () => {
    const spreads = seeds.map((seed) => {
      const changed = change(grey, small, { colour: { contrast: 0.5 } }, seed);
      expect(Math.abs(changed.reduce((sum, value) => sum + value, 0) / 18 - 115)).toBeLessThan(1);
      return (changed[5]! - changed[0]!) / 150;
    });
    expect(Math.min(...spreads)).toBeLessThan(0.7);
    expect(Math.max(...spreads)).toBeGreaterThan(1.3);
  });

  it('turn red to green and green to blue by a third of the circle', () => {
    const red = Uint8Array.of(200, 0, 0);
    const hues = Array.from({ length: 400 }, (_, seed) => change(red, [3, 1, 1], { colour: { hue: 180 } }, seed));
    expect(hues.some(([r, g, b]) => r! < 15 && g! > 180 && b! < 15)).toBe(true);
    expect(hues.some(([r, g, b]) => r! < 15 && g! < 15 && b! > 180)).toBe(true);
  });

  it('of a picture without colours stay as they are', () => {
    expect(change(across, ramp, { colour: { brightness: 1 } })).toEqual([...across]);
  });
});

it('gives the same for the same seed', () => {
  const how: Augmentation = { rotation: 10, crop: { area: [0.5, 1], ratio: [0.8, 1.2] }, flip: 0.5, colour: { brightness: 0.3, hue: 20 } };
  expect(change(picture, small, how, 7)).toEqual(change(picture, small, how, 7));
  expect(new Set(seeds.map((seed) => change(picture, small, how, seed).join())).size).toBeGreaterThan(50);
});

describe('a change without a meaning is refused in a sentence', () => {
  it.each<[Augmentation, RegExp]>([
    [{ rotation: -1 }, /have rotation -1; give a number from 0 to 180/],
    [{ flip: 50 }, /have flip 50; give a number from 0 to 1/],
    [{ colour: { hue: NaN } }, /have hue NaN/],
    [{ crop: { area: [0, 1], ratio: [1, 1] } }, /the least area of a crop 0/],
    [{ crop: { area: [0.5, 1], ratio: [2, 1] } }, /the most ratio of a crop 1; give a number from 2 to 10/],
  ])('%j', (how, sentence) => {
    expect(() => checkAugmentation(how)).toThrow(sentence);
  });

  it('and one with a meaning is not', () => {
    checkAugmentation({ rotation: 180, flip: 1, colour: { saturation: 1, hue: 180 }, crop: { area: [0.08, 1], ratio: [0.75, 1.33] } });
  });
});
