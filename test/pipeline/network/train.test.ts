import { expect, it } from 'vitest';
import { emptyPictures, type Pictures } from '../../../pipeline/images/pictures.ts';
import { datasetOf } from '../../../pipeline/network/dataset.ts';
import type { TrainingPlan } from '../../../pipeline/network/plan.ts';
import type { Network } from '../../../pipeline/network/spec.ts';
import { train } from '../../../pipeline/network/train.ts';
import { trainingLoop, type Surroundings, type TrainingProgress } from '../../../pipeline/network/training-loop.ts';
import { writeWeights } from '../../../pipeline/network/weights.ts';
import { Problem } from '../../../pipeline/problem.ts';
import { seeded } from '../../../pipeline/random.ts';

const network: Network = {
  input: [3, 4, 6],
  layers: [
    { name: 'in', kind: 'conv2d', filters: 6, kernel: 3, stride: 2 },
    { name: 'bend', kind: 'leaky-relu', slope: 0.1 },
    { name: 'flat', kind: 'flatten' },
    { name: 'code', kind: 'dense', units: 6 },
    { name: 'wide', kind: 'dense', units: 36 },
    { name: 'square', kind: 'reshape', shape: [6, 2, 3] },
    { name: 'out', kind: 'conv2d-transpose', filters: 3, kernel: 4, stride: 2 },
  ],
};

/** Pictures of two flat halves, top and bottom: six numbers say all of one. */
function halves(count: number, stream: string): Pictures {
  const pictures = emptyPictures(count, 6, 4);
  const random = seeded(9, stream);
  for (let half = 0; half < 6 * count; half += 1) pictures.data.fill(random.below(256), half * 12, half * 12 + 12);
  return pictures;
}

const plan: TrainingPlan = {
  network, loss: { kind: 'mean-squared-error' }, optimiser: { kind: 'adam' }, initialiser: { kind: 'narrow' },
  batch: 8, epochs: 12, schedule: { kind: 'cosine', peak: 1e-2, warmUp: 0.1 }, seed: 4, engine: 'cpu',
  training: datasetOf(halves(203, 'training')), validation: datasetOf(halves(21, 'validation')), watched: datasetOf(halves(5, 'watched')),
  snapshots: { epochs: [1, 12], of: [0, 4] },
};
const alone: Surroundings = { onProgress: () => {}, stopped: () => false, clock: () => 0, keepEvery: 0 };

it('learns, reports every epoch and keeps the best weights', async () => {
  const seen: TrainingProgress[] = [];
  let seconds = 0;
  const result = await trainingLoop(plan, {
    ...alone, onProgress: (progress) => seen.push(progress), clock: () => seconds,
    // 26 batches are an epoch.
    stopped: () => { seconds += 1 / 13; return false; },
  });
  expect(result.epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  const best = result.epochs[result.bestEpoch - 1]!;
  expect(best.validation).toBe(Math.min(...result.epochs.map(({ validation }) => validation)));
  expect(best.validation).toBeLessThan(result.epochs[0]!.validation / 2);
  expect(best.watched).toBeLessThan(result.epochs[0]!.watched / 2);
  expect(seen.map(({ validation }) => validation)).toEqual(result.epochs.map(({ validation }) => validation));
  expect(seen[2]).toMatchObject({ epoch: 3, epochs: 12, imagesPerSecond: expect.closeTo(3 * 203 / 6), secondsLeft: expect.closeTo(18) });
});

it('notes how watched pictures are painted, better later than earlier', async () => {
  const { snapshots } = await trainingLoop(plan, alone);
  expect(snapshots.map(({ index }) => index)).toEqual([0, 4]);
  for (const { index, frames } of snapshots) {
    expect(frames.map(({ epoch }) => epoch)).toEqual([1, 12]);
    const original = plan.watched!.inputs.subarray(index * 72, (index + 1) * 72);
    const [early, late] = frames.map(({ painted }) => painted.reduce((sum, value, at) => sum + (value - original[at]!) ** 2, 0));
    expect(late!).toBeLessThan(early!);
  }
});

it('gives the same bits in a worker as here, and others for another seed', async () => {
  const short = { ...plan, epochs: 2, snapshots: { epochs: [], of: [] } };
  const [here, worker, other] = await Promise.all([trainingLoop(short, alone), train(short), train({ ...short, seed: 5 })]);
  expect(Buffer.from(writeWeights(worker.weights)).equals(Buffer.from(writeWeights(here.weights)))).toBe(true);
  expect(worker.epochs).toEqual(here.epochs);
  expect(Buffer.from(writeWeights(other.weights)).equals(Buffer.from(writeWeights(here.weights)))).toBe(false);
});

it('stops with the place and advice where the loss is no number', async () => {
  const wild = train({ ...plan, schedule: { kind: 'constant', rate: 1e30 } });
  await expect(wild).rejects.toThrow(Problem);
  await expect(wild).rejects.toThrow(/broke in epoch 1, batch \d+ of 26: its loss became (NaN|Infinity); lower the learning rate/);
});

it('stops when asked to, with the reason given', async () => {
  const asked = new AbortController();
  const training = train({ ...plan, epochs: 10_000 }, { signal: asked.signal, onProgress: ({ epoch }) => { if (epoch === 2) asked.abort(new Error('enough')); } });
  await expect(training).rejects.toThrow('enough');
  await expect(train(plan, { signal: AbortSignal.abort(new Error('never')) })).rejects.toThrow('never');
});

it('says what is wrong with a plan', async () => {
  await expect(train({ ...plan, training: datasetOf(emptyPictures(0, 6, 4)) })).rejects.toThrow(/wants examples to learn from .* has 0 and 21/);
  await expect(train({ ...plan, watched: datasetOf(emptyPictures(1, 5, 4)) })).rejects.toThrow(/sees 3 × 4 × 6 values, but the pictures are 3 × 4 × 5/);
  await expect(train({ ...plan, epochs: 0 })).rejects.toThrow(/0 epochs; give a whole number/);
});
