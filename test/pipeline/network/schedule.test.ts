import { expect, it } from 'vitest';
import { warmUpCosine } from '../../../pipeline/network/schedule.ts';

it('rises in a straight line to the peak and falls along half a cosine to 0', () => {
  const rates = Array.from({ length: 201 }, (_, step) => warmUpCosine({ peak: 2, warmUp: 0.05 }, step, 200));
  expect(rates[0]).toBeCloseTo(0.2);
  expect(rates[4]).toBeCloseTo(1);
  expect(rates[9]).toBeCloseTo(2);
  expect(rates[10]).toBeCloseTo(2);
  expect(rates[105]).toBeCloseTo(1);
  expect(rates[200]).toBeCloseTo(0);
  expect(rates.slice(10).every((rate, index, all) => index === 0 || rate < all[index - 1]!)).toBe(true);
});

it('holds for trainings of a single step', () => {
  expect(warmUpCosine({ peak: 1, warmUp: 0.05 }, 0, 1)).toBe(1);
});
