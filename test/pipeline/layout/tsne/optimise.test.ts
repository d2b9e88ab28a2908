import { expect, it } from 'vitest';
import { divergence } from '../../../../pipeline/layout/tsne/gradient.ts';
import { optimise, usualSchedule } from '../../../../pipeline/layout/tsne/optimise.ts';
import { jointProbabilities } from '../../../../pipeline/layout/tsne/symmetrise.ts';
import { principalStart } from '../../../../pipeline/layout/tsne/start.ts';
import { clusters } from '../points.ts';

it('exaggerates for a quarter of the iterations, at most 250', () => {
  expect(usualSchedule(240, 1000)).toEqual({ iterations: 1000, exaggerated: 250, exaggeration: 12, learningRate: 20 });
  expect(usualSchedule(240, 300).exaggerated).toBe(75);
  expect(usualSchedule(240, 5000).exaggerated).toBe(250);
});

it('goes down, and tells of every step', async () => {
  const points = clusters(60, 5, 4, 1);
  const joint = await jointProbabilities(points, 10, async () => {});
  const y = await principalStart(points, 1);
  const before = divergence(joint, y);
  const seen: number[] = [];
  await optimise(y, joint, usualSchedule(60, 300), async (done) => { seen.push(done); });
  expect(seen).toEqual(Array.from({ length: 300 }, (_, at) => at + 1));
  expect(divergence(joint, y)).toBeLessThan(before / 3);
});

it('starts from principal components with a standard deviation of 1e-4', async () => {
  const start = await principalStart(clusters(60, 5, 4, 1), 1);
  const deviation = (axis: number): number => Math.sqrt(start.reduce((sum, value, at) => sum + (at % 2 === axis ? value * value : 0), 0) / 60);
  expect(deviation(0)).toBeCloseTo(1e-4, 12);
  expect(deviation(1)).toBeLessThan(deviation(0));
  expect(deviation(1)).toBeGreaterThan(0);
});
