import { spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkpointsIn } from '../../../pipeline/cache/checkpoints.ts';
import { batchesPerEpoch } from '../../../pipeline/network/batches.ts';
import { checkpointOf, type Checkpoint } from '../../../pipeline/network/checkpoint.ts';
import type { TrainingPlan } from '../../../pipeline/network/plan.ts';
import { train } from '../../../pipeline/network/train.ts';
import { Stopped, trainingLoop, type TrainingResult } from '../../../pipeline/network/training-loop.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { alone, bitsOf, eventful, painting, telling } from './plans.support.ts';

/** Trains and stops after so many batches; then goes on, as from a file. Null where the training ended before. */
async function stoppedAfter(batches: number, plan: TrainingPlan, from: Checkpoint | null = null): Promise<{ checkpoint: Checkpoint } | { result: TrainingResult }> {
  const kept: Checkpoint[] = [];
  let asked = 0;
  const surroundings = { ...alone, stopped: () => asked++ >= batches, keep: (checkpoint: Checkpoint) => { kept.push(deserialize(serialize(checkpoint)) as Checkpoint); } };
  try {
    return { result: await trainingLoop(plan, surroundings, from) };
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return { checkpoint: kept.at(-1)! };
  }
}

describe('a training that was stopped', () => {
  it('ends with the same weights, losses and pictures as one that was not, wherever it stopped and however often', async () => {
    const unbroken = bitsOf(await trainingLoop(eventful, alone));
    const last = batchesPerEpoch({ ...eventful, dataset: eventful.training }) - 1;
    // Before the first batch; before an epoch's last batch, and right after it.
    const edges: [number[]][] = [[[0]], [[last, 1]]];
    await fc.assert(fc.asyncProperty(fc.array(fc.nat(30), { minLength: 1, maxLength: 3 }), async (stops) => {
      let checkpoint: Checkpoint | null = null;
      for (const batches of stops) {
        const outcome = await stoppedAfter(batches, eventful, checkpoint);
        if ('result' in outcome) {
          expect(bitsOf(outcome.result)).toEqual(unbroken);
          return;
        }
        checkpoint = outcome.checkpoint;
      }
      expect(bitsOf(await trainingLoop(eventful, alone, checkpoint))).toEqual(unbroken);
    }), { examples: edges, numRuns: 5 });
  });

  it('goes on from the file that it left, says from which epoch, and takes the file away when it is done', async () => {
    const folder = await temporaryFolder();
    const store = checkpointsIn(folder, expect.fail)('tiny training', 'key');
    const plan = { ...painting, epochs: 60 };
    const asked = new AbortController();
    const stopped = train(plan, { store, signal: asked.signal, keepEvery: 0, onProgress: ({ epoch }) => { if (epoch === 2) asked.abort(new Error('enough')); } });
    await expect(stopped).rejects.toThrow('enough');
    expect(await readdir(folder)).toEqual(['tiny-training.checkpoint']);
    const resumed: number[] = [];
    const result = await train(plan, { store, onResume: (epoch) => resumed.push(epoch) });
    expect(resumed).toHaveLength(1);
    expect(resumed[0]).toBeGreaterThan(2);
    expect(bitsOf(result)).toEqual(bitsOf(await trainingLoop(plan, alone)));
    expect(await readdir(folder)).toEqual([]);
  });

  it('starts anew where the file is of another plan or another work, or damaged', async () => {
    const folder = await temporaryFolder();
    const told: string[] = [];
    const store = (key: string) => checkpointsIn(folder, (sentence) => told.push(sentence))('tiny training', key);
    const { checkpoint } = await stoppedAfter(60, telling) as { checkpoint: Checkpoint };
    expect(checkpointOf(telling, checkpoint)).toBe(checkpoint);
    for (const other of [{ ...telling, seed: 2 }, { ...telling, epochs: 21 }, { ...telling, engine: 'wasm' as const }, painting]) expect(checkpointOf(other, checkpoint)).toBe(null);
    const plain = bitsOf(await trainingLoop(telling, alone));
    await store('one').write(checkpoint);
    expect(bitsOf(await train(telling, { store: store('two'), onResume: () => expect.fail() }))).toEqual(plain);
    await store('one').write(checkpoint);
    const file = path.join(folder, 'tiny-training.checkpoint');
    const bytes = await readFile(file);
    bytes[bytes.length >> 1]! ^= 4;
    await writeFile(file, bytes);
    expect(bitsOf(await train(telling, { store: store('one'), onResume: () => expect.fail() }))).toEqual(plain);
    expect(told).toEqual([expect.stringContaining('is damaged')]);
  });
});

it('loses at most the running epoch when its process is killed', async () => {
  const folder = await temporaryFolder();
  const { signal } = spawnSync(process.execPath, [path.join(import.meta.dirname, 'killed.support.ts'), folder, '3'], { stdio: 'inherit' });
  expect(signal).toBe('SIGKILL');
  const resumed: number[] = [];
  const result = await train(eventful, { store: checkpointsIn(folder, expect.fail)('killed', 'key'), onResume: (epoch) => resumed.push(epoch) });
  expect(resumed[0]).toBeGreaterThan(3);
  expect(bitsOf(result)).toEqual(bitsOf(await trainingLoop(eventful, alone)));
});

it('gives the same bits beside busy processors', async () => {
  const calm = bitsOf(await train(eventful));
  const busy = Array.from({ length: 4 }, () => new Worker('for (;;) ;', { eval: true }));
  try {
    const both = await Promise.all([train(eventful), train(eventful)]);
    expect(both.map(bitsOf)).toEqual([calm, calm]);
  } finally {
    await Promise.all(busy.map((worker) => worker.terminate()));
  }
});
