import { describe, expect, it } from 'vitest';
import { encodeSparse, paintSparse, startingWeights } from '../../../../pipeline/encoders/sparse/sparse-autoencoder.ts';
import { trainInWorker } from '../../../../pipeline/encoders/sparse/train-in-worker.ts';
import { trainSparse, type SparseLosses, type SparsePlan } from '../../../../pipeline/encoders/sparse/training.ts';
import { sparsityPenalty } from '../../../../pipeline/encoders/sparse/units.ts';
import type { Pictures } from '../../../../pipeline/images/pictures.ts';
import { picturesOf } from '../../publish/prepared.support.ts';

/** Four by two pixels: one of four columns is red, on a ground of some grey. */
const bars = (...grounds: number[]): Pictures => picturesOf(4, 2, ...grounds.map((ground, index) =>
  Array.from({ length: 24 }, (_, value) => (value < 8 && value % 4 === index % 4 ? 255 : ground))));
const plan: SparsePlan = { parts: { training: bars(10, 40, 80, 120, 160, 20, 60), validation: bars(30, 90), test: bars(50) }, epochs: 60, every: 20, seed: 3, engine: 'cpu' };

describe('the training of a sparse autoencoder', () => {
  it('tells the published loss of each part, before the first epoch too', async () => {
    const { epochs } = (await trainSparse({ ...plan, epochs: 1 }))!;
    const weights = startingWeights(24, plan.seed);
    for (const part of ['training', 'validation', 'test'] as const) {
      const pictures = plan.parts[part];
      const codes = await encodeSparse(weights, pictures, 'cpu');
      const painted = await paintSparse(weights, codes, 24, 'cpu');
      const squares = painted.data.reduce((sum, value, index) => sum + (value - pictures.data[index]! / 255) ** 2, 0);
      expect(epochs[0]![part]).toBeCloseTo(squares / 2 / pictures.count + sparsityPenalty(codes), 4);
    }
    expect(epochs.map(({ epoch }) => epoch)).toEqual([0, 1]);
  });

  it('learns, and keeps the weights of the lowest validation loss', async () => {
    const { epochs, bestEpoch, weights } = (await trainSparse(plan))!;
    expect(epochs.map(({ epoch }) => epoch)).toEqual([0, 20, 40, 60]);
    expect(epochs.at(-1)!.training).toBeLessThan(epochs[0]!.training / 2);
    const lowest = epochs.toSorted((a, b) => a.validation - b.validation)[0]!;
    expect(bestEpoch).toBe(lowest.epoch);
    const again = (await trainSparse({ ...plan, epochs: bestEpoch }))!;
    expect(weights).toEqual(again.weights);
  });

  it('comes out the same in a worker thread, told step by step, and otherwise for another seed', async () => {
    const here = await trainSparse(plan);
    const told: SparseLosses[] = [];
    expect(await trainInWorker(plan, { onLosses: (losses) => told.push(losses) })).toEqual(here);
    expect(told).toEqual(here!.epochs);
    expect(await trainSparse({ ...plan, seed: 4 })).not.toEqual(here);
  });

  it('ends when it is told to, with the reason', async () => {
    const asked = new AbortController();
    const stopped = trainInWorker({ ...plan, epochs: 1_000_000, every: 10 }, { signal: asked.signal, onLosses: () => asked.abort(new Error('Ctrl-C')) });
    await expect(stopped).rejects.toThrow('Ctrl-C');
    expect(await trainSparse(plan, { stopped: () => true })).toBeNull();
  });
});
