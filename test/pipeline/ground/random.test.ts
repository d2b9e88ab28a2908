import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../pipeline/ground/random.ts';

const draw = (seed: number, stream: string, count = 5): number[] => {
  const random = seeded(seed, stream);
  return Array.from({ length: count }, () => random.uniform());
};

describe('seeded', () => {
  it('repeats itself for the same seed and stream, and for no other', () => {
    expect(draw(1, 'maps')).toEqual(draw(1, 'maps'));
    const others = [draw(2, 'maps'), draw(1, 'map'), draw(1, 'spam'), draw(1, ''), draw(0, 'maps'), draw(1, 'maps 1'), draw(1, 'maps 2')];
    expect(new Set([draw(1, 'maps'), ...others].map(String)).size).toBe(8);
  });

  it('gives the same numbers on every machine, now and later', () => {
    // Recorded once: galleries already built depend on it.
    const random = seeded(42, 'recorded');
    expect([random.below(1000), random.below(1000), random.below(1000), random.below(1000)]).toEqual([548, 441, 666, 108]);
  });

  it('is uniform in [0, 1): every tenth has its share, mean and spread are right', () => {
    const values = draw(3, 'uniform', 100_000);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    const tenths = Array.from({ length: 10 }, (_, tenth) => values.filter((value) => Math.floor(value * 10) === tenth).length);
    // Five standard deviations of a binomial count.
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(9_000));
    expect(values.reduce((sum, value) => sum + value, 0) / 100_000).toBeCloseTo(0.5, 2);
  });

  it('has no memory: neighbours in the sequence are uncorrelated, and so are neighbouring seeds', () => {
    const correlation = (a: number[], b: number[]): number => a.reduce((sum, value, at) => sum + (value - 0.5) * (b[at]! - 0.5), 0) / a.length * 12;
    const values = draw(4, '', 20_001);
    expect(Math.abs(correlation(values.slice(0, -1), values.slice(1)))).toBeLessThan(5 / Math.sqrt(20_000));
    expect(Math.abs(correlation(draw(4, '', 20_000), draw(5, '', 20_000)))).toBeLessThan(5 / Math.sqrt(20_000));
  });

  it('draws normal numbers: moments of the standard normal', () => {
    const random = seeded(6, 'normal');
    const values = Array.from({ length: 100_000 }, () => random.normal());
    const moment = (power: number): number => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    expect(Math.abs(moment(1))).toBeLessThan(0.016);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.023);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.16);
    expect(values.every(Number.isFinite)).toBe(true);
  });

  it('draws whole numbers below a bound, all of them', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 1, max: 12 }), (seed, bound) => {
      const random = seeded(seed);
      const values = new Set(Array.from({ length: 400 }, () => random.below(bound)));
      expect([...values].sort((a, b) => a - b)).toEqual(Array.from({ length: bound }, (_, value) => value));
    }));
  });

  it('shuffles in place: a permutation, and each of them as likely', () => {
    fc.assert(fc.property(fc.integer(), fc.array(fc.integer()), (seed, list) => {
      const copy = [...list];
      expect(seeded(seed).shuffle(copy)).toBe(copy);
      expect([...copy].sort((a, b) => a - b)).toEqual([...list].sort((a, b) => a - b));
    }));
    const random = seeded(8);
    const counts = new Map<string, number>();
    for (let round = 0; round < 6000; round += 1) {
      const order = random.shuffle(['a', 'b', 'c']).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(1000 * (5 / 6)));
  });

  it('picks each value as often as the others, and not from nothing', () => {
    const random = seeded(9);
    const picked = Array.from({ length: 3000 }, () => random.pick(['x', 'y', 'z']));
    for (const value of ['x', 'y', 'z']) expect(Math.abs(picked.filter((one) => one === value).length - 1000)).toBeLessThan(130);
    expect(() => random.pick([])).toThrow('nothing to pick from');
  });
});
