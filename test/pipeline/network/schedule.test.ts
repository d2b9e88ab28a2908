import { describe, expect, it } from 'vitest';
import { rateAt, type Schedule } from '../../../pipeline/network/schedule.ts';

const at = (schedule: Schedule, moment: { step?: number; steps?: number; epoch?: number; validation?: number[] }): number =>
  rateAt(schedule, { step: 0, steps: 1, epoch: 0, validation: [], ...moment });

it('stays where it is told to', () => {
  expect([0, 7].map((epoch) => at({ kind: 'constant', rate: 0.3 }, { epoch }))).toEqual([0.3, 0.3]);
});

it('falls in steps', () => {
  const rates = [0, 1, 2, 3, 4, 5].map((epoch) => at({ kind: 'step', rate: 8, every: 2, factor: 0.5 }, { epoch }));
  expect(rates).toEqual([8, 8, 4, 4, 2, 2]);
});

describe('cosine', () => {
  it('rises in a straight line to the peak and falls along half a cosine to 0', () => {
    const rates = Array.from({ length: 201 }, (_, step) => at({ kind: 'cosine', peak: 2, warmUp: 0.05 }, { step, steps: 200 }));
    expect(rates[0]).toBeCloseTo(0.2);
    expect(rates[4]).toBeCloseTo(1);
    expect(rates[9]).toBeCloseTo(2);
    expect(rates[10]).toBeCloseTo(2);
    expect(rates[105]).toBeCloseTo(1);
    expect(rates[200]).toBeCloseTo(0);
    expect(rates.slice(10).every((rate, index, all) => index === 0 || rate < all[index - 1]!)).toBe(true);
  });

  it('holds for trainings of a single step', () => {
    expect(at({ kind: 'cosine', peak: 1, warmUp: 0.05 }, {})).toBe(1);
  });
});

describe('on a plateau', () => {
  const schedule: Schedule = { kind: 'reduce-on-plateau', rate: 1, factor: 0.1, patience: 2, minDelta: 0.5 };
  const rates = (...validation: number[]): number[] => [...validation.keys(), validation.length].map((epochs) => at(schedule, { validation: validation.slice(0, epochs) }));

  it('falls after so many epochs without a gain, and again after as many more', () => {
    expect(rates(9, 8, 8, 7.8, 7.7, 7.6, 3)).toEqual([1, 1, 1, 1, 0.1, 0.1, expect.closeTo(0.01), expect.closeTo(0.01)]);
  });

  it('counts anew after a gain', () => {
    expect(rates(9, 9, 8, 8)).toEqual([1, 1, 1, 1, 1]);
  });

  it('ends at the least rate', () => {
    expect(at({ ...schedule, least: 0.05 }, { validation: Array<number>(9).fill(1) })).toBe(0.05);
  });
});
