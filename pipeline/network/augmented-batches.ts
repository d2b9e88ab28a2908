/**
 * Batches of changed pictures, made ahead of time in worker threads. What becomes of a picture depends on the seed, the epoch and the
 * picture alone, so the batches are the same however many threads make them and whatever else the machine does.
 */
import { Worker } from 'node:worker_threads';
import { seeded } from '../ground/random.ts';
import { augment, type PictureShape } from './augment.ts';
import { batchesPerEpoch, membersOf, type Batches, type BatchPlan } from './batches.ts';
import { gather, valuesPerExample } from './dataset.ts';

/** Batches that lie ready at most: enough to bridge a moment in which the system runs something else. */
const AHEAD = 4;

export interface ToAugmentWorker {
  plan: BatchPlan;
  ring: Ring;
}

/** Room for a few batches, written by workers and read by the trainer in turn. */
interface Ring {
  /** AHEAD × batch × values of a picture. */
  pictures: Uint8Array;
  /** For each place in the ring the number of the batch that lies there ready. */
  ready: Int32Array;
  /** [next batch to make, batch that the trainer wants or works on]. */
  state: Int32Array;
}

const [NEXT, WANTED] = [0, 1];

/** Opens `threads` workers that go to work at once, from batch `first` on. A batch holds until the next one is asked for. */
export function augmentedBatches(plan: BatchPlan, first = 0, threads = 1): Batches {
  const size = valuesPerExample(plan.dataset);
  const ring: Ring = {
    pictures: new Uint8Array(new SharedArrayBuffer(AHEAD * plan.batch * size)),
    ready: new Int32Array(new SharedArrayBuffer(4 * AHEAD)).fill(-1),
    state: new Int32Array(new SharedArrayBuffer(8)),
  };
  ring.state.set([first, first]);
  let failure: Error | undefined;
  const workers = Array.from({ length: threads }, () => new Worker(new URL('./augment-worker.ts', import.meta.url), { workerData: { plan, ring } satisfies ToAugmentWorker }));
  for (const worker of workers) {
    worker.on('error', (error) => {
      failure = error as Error;
      for (let place = 0; place < AHEAD; place += 1) Atomics.notify(ring.ready, place);
    });
  }
  const members = membersOf(plan);
  let number = first;
  return {
    next: async () => {
      const place = number % AHEAD;
      store(ring.state, WANTED, number);
      for (let ready = Atomics.load(ring.ready, place); ready !== number; ready = Atomics.load(ring.ready, place)) {
        if (failure) throw failure;
        await Atomics.waitAsync(ring.ready, place, ready).value;
      }
      const { members: indices } = members(number);
      number += 1;
      const from = place * plan.batch * size;
      return gather(plan.dataset, indices, ring.pictures.subarray(from, from + indices.length * size));
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Makes batches until all are made. Blocks its thread while there is no room. */
export function fillRing({ plan, ring }: ToAugmentWorker): void {
  const { dataset, seed, augmentation = {} } = plan;
  const size = valuesPerExample(dataset);
  const members = membersOf(plan);
  const all = batchesPerEpoch(plan) * plan.epochs;
  const pictures = dataset.inputs as Uint8Array;
  for (let number = Atomics.add(ring.state, NEXT, 1); number < all; number = Atomics.add(ring.state, NEXT, 1)) {
    for (let wanted = Atomics.load(ring.state, WANTED); number >= wanted + AHEAD; wanted = Atomics.load(ring.state, WANTED)) Atomics.wait(ring.state, WANTED, wanted);
    const { epoch, members: indices } = members(number);
    const place = number % AHEAD;
    indices.forEach((from, index) => {
      const to = (place * plan.batch + index) * size;
      augment(pictures.subarray(from * size, (from + 1) * size), ring.pictures.subarray(to, to + size), dataset.shape as PictureShape, augmentation, seeded(seed, `change of ${from} in epoch ${epoch}`));
    });
    store(ring.ready, place, number);
  }
}

function store(numbers: Int32Array, index: number, value: number): void {
  Atomics.store(numbers, index, value);
  Atomics.notify(numbers, index);
}
