import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { augmentedBatches } from '../../../pipeline/network/augmented-batches.ts';
import { batchesPerEpoch, membersOf, plainBatches, type Batches, type BatchPlan } from '../../../pipeline/network/batches.ts';
import type { Dataset } from '../../../pipeline/network/dataset.ts';

/** Pictures of 3 × 4 × 5 bytes, each of a value of its own. */
function pictures(count: number): Dataset {
  const inputs = new Uint8Array(new SharedArrayBuffer(count * 60));
  for (let index = 0; index < inputs.length; index += 1) inputs[index] = (11 * index + 31 * Math.floor(index / 60)) % 256;
  return { count, shape: [3, 4, 5], inputs, targets: Uint32Array.from({ length: count }, (_, index) => index) };
}

const plan = (more: Partial<BatchPlan> = {}): BatchPlan => ({ dataset: pictures(23), batch: 5, epochs: 3, seed: 7, ...more });
const augmentation = { rotation: 30, crop: { area: [0.5, 1], ratio: [0.8, 1.25] }, flip: 0.5, colour: { brightness: 0.2, contrast: 0.2, saturation: 0.2, hue: 20 } } as const;

/** Inputs and targets of all batches, copied. */
async function drain(batches: Batches, count: number): Promise<{ inputs: number[]; targets: number[] }[]> {
  const all = [];
  for (let number = 0; number < count; number += 1) {
    const { inputs, targets } = await batches.next();
    all.push({ inputs: [...inputs], targets: [...targets!] });
  }
  await batches.close();
  return all;
}

describe('batches', () => {
  it('hold every example once an epoch, in an order of its own', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12 }), fc.nat(), (count, batch, seed) => {
      const given = plan({ dataset: { count, shape: [1], inputs: new Uint8Array(count) }, batch, seed });
      const members = membersOf(given);
      const perEpoch = batchesPerEpoch(given);
      const epochs = [0, 1].map((epoch) => Array.from({ length: perEpoch }, (_, at) => [...members(epoch * perEpoch + at).members]));
      for (const each of epochs) {
        expect(each.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
        expect(each.slice(0, -1).every((some) => some.length === batch)).toBe(true);
      }
      if (count > 12) expect(epochs[0]).not.toEqual(epochs[1]);
    }));
  });

  it('bring the targets and masks of their examples', async () => {
    const dataset = { ...pictures(23), mask: Float32Array.from({ length: 46 }, (_, index) => index) };
    const batch = await plainBatches(plan({ dataset })).next();
    expect(batch.inputs.length).toBe(5 * 60);
    batch.targets!.forEach((example, at) => {
      expect([...batch.inputs.subarray(at * 60, (at + 1) * 60)]).toEqual([...dataset.inputs.subarray(example * 60, (example + 1) * 60)]);
      expect([...batch.mask!.subarray(2 * at, 2 * at + 2)]).toEqual([2 * example, 2 * example + 1]);
    });
  });

  it('go on in the middle as if they had come from the beginning', async () => {
    const all = await drain(plainBatches(plan()), 15);
    expect(await drain(plainBatches(plan(), 7), 8)).toEqual(all.slice(7));
  });
});

describe('augmented batches', () => {
  it('hold the same examples as plain ones, and the same pictures where nothing is to be changed', async () => {
    const plain = await drain(plainBatches(plan()), 15);
    expect(await drain(augmentedBatches(plan({ augmentation: {} })), 15)).toEqual(plain);
  });

  it('are the same for any number of threads, from any start, on busy processors', async () => {
    const given = plan({ augmentation });
    const alone = await drain(augmentedBatches(given), 15);
    const busy = Array.from({ length: 4 }, () => new Worker('for (;;) ;', { eval: true }));
    try {
      expect(await drain(augmentedBatches(given, 0, 3), 15)).toEqual(alone);
      expect(await drain(augmentedBatches(given, 6, 2), 9)).toEqual(alone.slice(6));
    } finally {
      await Promise.all(busy.map((worker) => worker.terminate()));
    }
    const plain = await drain(plainBatches(plan()), 15);
    expect(alone.filter(({ inputs }, at) => inputs.join() === plain[at]!.inputs.join())).toEqual([]);
  });

  it('change a picture anew each epoch, and otherwise for another seed', async () => {
    const given = plan({ dataset: pictures(1), batch: 1, epochs: 4, augmentation });
    const seen = [...await drain(augmentedBatches(given), 4), ...await drain(augmentedBatches({ ...given, seed: 8 }), 4)];
    expect(new Set(seen.map(({ inputs }) => inputs.join())).size).toBe(8);
  });

  it('tell of a worker that fails', async () => {
    const broken = augmentedBatches(plan({ augmentation: { crop: { area: null as never, ratio: [1, 1] } } }));
    await expect(broken.next()).rejects.toThrow();
    await broken.close();
  });
});
