import { expect, it } from 'vitest';
import { datasetOf } from '../../../pipeline/encoders/dataset.ts';
import { Problem } from '../../../pipeline/ground/problem.ts';
import { emptyPictures } from '../../../pipeline/images/pictures.ts';
import { membersOf } from '../../../pipeline/network/batches.ts';
import { gather, type Dataset } from '../../../pipeline/network/dataset.ts';
import { evaluate } from '../../../pipeline/network/evaluate.ts';
import { initialise } from '../../../pipeline/network/initialise.ts';
import { onnxEngine } from '../../../pipeline/network/onnx/engine.ts';
import { train } from '../../../pipeline/network/train.ts';
import { trainingLoop, type TrainingProgress } from '../../../pipeline/network/training-loop.ts';
import { writeWeights } from '../../../pipeline/network/weights.ts';
import { alone, halves, painting, telling } from './plans.support.ts';

it('learns, reports every epoch and keeps the best weights', async () => {
  const seen: TrainingProgress[] = [];
  let seconds = 0;
  const result = await trainingLoop(painting, {
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
  const { snapshots } = await trainingLoop(painting, alone);
  expect(snapshots.map(({ index }) => index)).toEqual([0, 4]);
  for (const { index, frames } of snapshots) {
    expect(frames.map(({ epoch }) => epoch)).toEqual([1, 12]);
    const original = painting.watched!.inputs.subarray(index * 72, (index + 1) * 72);
    const [early, late] = frames.map(({ painted }) => painted.reduce((sum, value, at) => sum + (value - original[at]!) ** 2, 0));
    expect(late!).toBeLessThan(early!);
  }
});

it('gives the same bits in a worker as here, and others for another seed', async () => {
  const short = { ...painting, epochs: 2, snapshots: { epochs: [], of: [] } };
  const [here, worker, other] = await Promise.all([trainingLoop(short, alone), train(short), train({ ...short, seed: 5 })]);
  expect(Buffer.from(writeWeights(worker.weights)).equals(Buffer.from(writeWeights(here.weights)))).toBe(true);
  expect(worker.epochs).toEqual(here.epochs);
  expect(Buffer.from(writeWeights(other.weights)).equals(Buffer.from(writeWeights(here.weights)))).toBe(false);
});

it('trains every example once an epoch, those of a last small batch as fully as the others', async () => {
  const plan = { ...painting, epochs: 2, batch: 8, training: datasetOf(halves(19, 'few')), optimiser: { kind: 'sgd' } as const, schedule: { kind: 'constant', rate: 0.1 } as const, snapshots: { epochs: [], of: [] } };
  const { weights, epochs } = await trainingLoop({ ...plan, validation: plan.training }, alone);
  const step = await onnxEngine('cpu').openTraining({ ...plan, inputs: 'bytes', targets: 'inputs', start: { weights: initialise(plan.network, plan.seed, plan.initialiser) } });
  const members = membersOf({ ...plan, dataset: plan.training });
  const sizes: number[] = [];
  let sum = 0;
  for (let number = 0; number < 6; number += 1) {
    const { members: indices } = members(number);
    sizes.push(indices.length);
    const loss = await step.run(gather(plan.training, indices), 0.1);
    if (number >= 3) sum += loss * indices.length;
  }
  expect(sizes).toEqual([8, 8, 3, 8, 8, 3]);
  expect(epochs[1]!.training).toBeCloseTo(sum / 19, 12);
  expect(Buffer.from(writeWeights(weights)).equals(Buffer.from(writeWeights(step.weights())))).toBe(true);
  await step.close();
});

it('trains classifiers, by class numbers and by shares alike, and tells how many they get right', async () => {
  const byLabels = await trainingLoop(telling, alone);
  expect(byLabels.epochs.at(-1)!.accuracy!.validation).toBeGreaterThan(0.9);
  expect(byLabels.epochs.at(-1)!.accuracy!.watched).toBeGreaterThan(0.9);
  expect(byLabels.epochs[0]!.accuracy!.validation).toBeLessThan(byLabels.epochs.at(-1)!.accuracy!.validation);
  const shares = (dataset: Dataset): Dataset => ({ ...dataset, targets: Float32Array.from({ length: 4 * dataset.count }, (_, at) => dataset.targets![at >> 2] === at % 4 ? 1 : 0) });
  const byShares = await trainingLoop({ ...telling, training: shares(telling.training), validation: shares(telling.validation), watched: shares(telling.watched!) }, alone);
  expect(byShares.epochs.map(({ validation }) => validation)).toEqual(byLabels.epochs.map(({ validation }) => validation));
  expect(Buffer.from(writeWeights(byShares.weights)).equals(Buffer.from(writeWeights(byLabels.weights)))).toBe(true);
});

it('ends early where nothing is gained, with the best weights', async () => {
  const plan = { ...telling, epochs: 60, schedule: { kind: 'constant', rate: 0.3 } as const, earlyStopping: { patience: 4 } };
  const { epochs, bestEpoch, weights } = await trainingLoop(plan, alone);
  const losses = epochs.map(({ validation }) => validation);
  expect(epochs.length).toBeLessThan(60);
  expect(bestEpoch).toBe(epochs.length - 4);
  expect(losses[bestEpoch - 1]).toBe(Math.min(...losses));
  const inference = await onnxEngine('cpu').openInference({ ...plan, batch: 32, inputs: 'values', targets: 'classes' });
  inference.use(weights);
  expect((await evaluate(inference, plan.validation, 32)).loss).toBe(losses[bestEpoch - 1]);
  await inference.close();
});

it('falls to lower rates on a plateau', async () => {
  const plan = { ...telling, epochs: 8 };
  const plateau = { kind: 'reduce-on-plateau', rate: 0.02, factor: 0, patience: 1, minDelta: 1e9 } as const;
  const { epochs } = await trainingLoop({ ...plan, schedule: plateau }, alone);
  // The second epoch gains too little, so from the third on the rate is 0 and nothing moves any more.
  expect(epochs[1]!.validation).not.toBe(epochs[0]!.validation);
  expect(new Set(epochs.slice(1).map(({ validation }) => validation)).size).toBe(1);
});

it('stops with the place and advice where the loss is no number', async () => {
  const wild = train({ ...painting, schedule: { kind: 'constant', rate: 1e30 } });
  await expect(wild).rejects.toThrow(Problem);
  await expect(wild).rejects.toThrow(/broke in epoch 1, batch \d+ of 26: its loss became (NaN|Infinity); lower the learning rate/);
});

it('stops when asked to, with the reason given', async () => {
  const asked = new AbortController();
  const training = train({ ...painting, epochs: 10_000 }, { signal: asked.signal, onProgress: ({ epoch }) => { if (epoch === 2) asked.abort(new Error('enough')); } });
  await expect(training).rejects.toThrow('enough');
  await expect(train(painting, { signal: AbortSignal.abort(new Error('never')) })).rejects.toThrow('never');
});

it('says what is wrong with a plan', async () => {
  await expect(train({ ...painting, training: datasetOf(emptyPictures(0, 6, 4)) })).rejects.toThrow(/wants examples to learn from .* has 0 and 21/);
  await expect(train({ ...painting, watched: datasetOf(emptyPictures(1, 5, 4)) })).rejects.toThrow(/sees 3 × 4 × 6 values, but the pictures are 3 × 4 × 5/);
  const twice = { ...telling.training, targets: new Uint32Array(150).fill(4) };
  await expect(train({ ...telling, training: twice })).rejects.toThrow(/are of 5 classes, but the network puts out 4 values; give its last dense layer a unit for every class/);
  await expect(train({ ...telling, training: { ...telling.training, targets: new Uint32Array(3) } })).rejects.toThrow(/150 examples want 150 targets values, but there are 3/);
  await expect(train({ ...telling, augmentation: { flip: 1 } })).rejects.toThrow(/wants them as bytes/);
  await expect(train({ ...telling, schedule: { kind: 'constant', rate: NaN } })).rejects.toThrow(/learning rates has rate NaN/);
  await expect(train({ ...painting, epochs: 0 })).rejects.toThrow(/0 epochs; give a whole number/);
});
