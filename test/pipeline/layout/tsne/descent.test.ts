import { expect, it } from 'vitest';
import { Descent, usualSchedule } from '../../../../pipeline/layout/tsne/descent.ts';
import { divergenceOf } from '../../../../pipeline/layout/tsne/divergence.ts';
import { exactRepulsion } from '../../../../pipeline/layout/tsne/exact.ts';
import { jointProbabilities } from '../../../../pipeline/layout/tsne/joint.ts';
import { principalStart } from '../../../../pipeline/layout/tsne/start.ts';
import { cloud, clusters } from '../points.ts';
import { divergence, Gradient } from './plain/gradient.ts';
import { jointProbabilities as plainJoint } from './plain/symmetrise.ts';
import { workshop } from './workshop.ts';

const rested = async (): Promise<void> => {};

it('exaggerates for a quarter of the iterations, at most 250', () => {
  expect(usualSchedule(2400, 1000)).toEqual({ iterations: 1000, exaggerated: 250, exaggeration: 12, learningRate: 200 });
  expect(usualSchedule(2400, 300).exaggerated).toBe(75);
  expect(usualSchedule(2400, 5000).exaggerated).toBe(250);
  expect(usualSchedule(240, 1000).exaggerated).toBe(100);
});

it('steps down the gradient, which agrees with finite differences', async () => {
  const points = cloud(37, 4, 1);
  const bench = await workshop();
  const joint = await jointProbabilities(bench, points, 8, { threads: 1, pause: rested });
  const start = Float32Array.from({ length: 74 }, (_, at) => Math.sin(7 * at) * (1 + (at % 5)));
  const rate = 1e-3;
  // One iteration without exaggeration: gains begin at 1 and grow by 0.2, so the step is −1.2 · rate · gradient.
  const moved = await new Descent(bench, joint, exactRepulsion(bench, 37)).from(start, { iterations: 1, exaggerated: 0, exaggeration: 12, learningRate: 1e3 * rate }, rested);
  const plain = await plainJoint(points, 8, rested);
  for (let at = 0; at < start.length; at += 1) {
    const shifted = (by: number): number => divergence(plain, Float64Array.from(start, (value, place) => (place === at ? value + by : value)));
    const slope = (shifted(1e-5) - shifted(-1e-5)) / 2e-5;
    expect((start[at]! - moved[at]!) / 1.2).toBeCloseTo(slope, 5);
  }
});

it('exaggerates the pull and nothing else', async () => {
  const points = cloud(40, 4, 2);
  const bench = await workshop();
  const joint = await jointProbabilities(bench, points, 8, { threads: 1, pause: rested });
  const start = Float32Array.from({ length: 80 }, (_, at) => Math.sin(3 * at));
  const moved = await new Descent(bench, joint, exactRepulsion(bench, 40)).from(start, { iterations: 1, exaggerated: 1, exaggeration: 12, learningRate: 1 }, rested);
  const slope = new Float64Array(80);
  new Gradient(await plainJoint(points, 8, rested), 40).write(Float64Array.from(start), 12, slope);
  slope.forEach((value, at) => expect((start[at]! - moved[at]!) / 1.2).toBeCloseTo(value, 5));
});

it('goes down, tells of every step, and knows its divergence', async () => {
  const points = clusters(60, 5, 4, 1);
  const bench = await workshop();
  const joint = await jointProbabilities(bench, points, 10, { threads: 1, pause: rested });
  const plain = await plainJoint(points, 10, rested);
  const start = await principalStart(points, 1);
  const seen: number[] = [];
  const map = await new Descent(bench, joint, exactRepulsion(bench, 60)).from(start, usualSchedule(60, 300), async (done) => { seen.push(done); });
  expect(seen).toEqual(Array.from({ length: 300 }, (_, at) => at + 1));
  expect(divergence(plain, map)).toBeLessThan(divergence(plain, start) / 3);
  expect(divergenceOf(bench, joint, map)).toBeCloseTo(divergence(plain, map), 6);
});

it('starts from principal components with a standard deviation of 1e-4', async () => {
  const start = await principalStart(clusters(60, 5, 4, 1), 1);
  const deviation = (axis: number): number => Math.sqrt(start.reduce((sum, value, at) => sum + (at % 2 === axis ? value * value : 0), 0) / 60);
  expect(deviation(0)).toBeCloseTo(1e-4, 12);
  expect(deviation(1)).toBeLessThan(deviation(0));
  expect(deviation(1)).toBeGreaterThan(0);
});
