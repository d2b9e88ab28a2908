/** How fast pictures are changed for training beside how fast they are trained on, with the network and the pictures of the first workload of `train`. */
import { seeded } from '../../pipeline/ground/random.ts';
import { augmentedBatches } from '../../pipeline/network/augmented-batches.ts';
import { plainBatches, type Batches, type BatchPlan } from '../../pipeline/network/batches.ts';
import type { TrainingPlan } from '../../pipeline/network/plan.ts';
import { trainingLoop } from '../../pipeline/network/training-loop.ts';
import { median } from './contest.ts';
import { workloads } from './train/workloads.ts';

const { network, batch, does } = workloads[0]!;
const [channels, height, width] = network.input as [number, number, number];
const PICTURES = 1280;
const ROUNDS = 3;

const AUGMENTATION = {
  rotation: 15, crop: { area: [0.6, 1], ratio: [0.8, 1.25] }, flip: 0.5, colour: { brightness: 0.3, contrast: 0.3, saturation: 0.3, hue: 20 },
} as const;

export async function benchAugment(): Promise<Record<string, number>> {
  const inputs = new Uint8Array(new SharedArrayBuffer(PICTURES * channels * height * width));
  const random = seeded(1, 'pictures of the bench');
  for (let at = 0; at < inputs.length; at += 1) inputs[at] = random.below(256);
  const dataset = { count: PICTURES, shape: network.input, inputs };
  const few = { count: 1, shape: network.input, inputs: inputs.subarray(0, channels * height * width) };
  const batchPlan: BatchPlan = { dataset, batch, epochs: 1, seed: 1, augmentation: AUGMENTATION };
  if (does === 'forward') throw new RangeError('the first workload does not train');
  const plan: TrainingPlan = { ...does, network, batch, epochs: 1, seed: 1, initialiser: { kind: 'he' }, schedule: { kind: 'constant', rate: 1e-4 }, training: dataset, validation: few, engine: 'cpu' };
  const rounds: Record<string, () => Promise<unknown>> = {
    'copied': () => drain(plainBatches(batchPlan)),
    'changed by one thread': () => drain(augmentedBatches(batchPlan)),
    'trained on as they are': () => trainUndisturbed(plan),
    'trained on and changed by one thread beside': () => trainUndisturbed({ ...plan, augmentation: AUGMENTATION }),
  };
  const measured = new Map<string, { wall: number; busy: number }[]>(Object.keys(rounds).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, work] of Object.entries(rounds)) {
      const [started, used] = [performance.now(), process.cpuUsage()];
      await work();
      const { user, system } = process.cpuUsage(used);
      measured.get(name)!.push({ wall: (performance.now() - started) / 1000, busy: (user + system) / 1e6 });
    }
  }
  const figures = [...measured].flatMap(([name, all]) => [
    [`pictures ${name}, a second`, PICTURES / median(all.map(({ wall }) => wall))],
    // Of all threads together: other work on the machine does not count.
    [`pictures ${name}, a second of processor time`, PICTURES / median(all.map(({ busy }) => busy))],
  ] as const);
  const plain = measured.get('trained on as they are')!;
  const slower = measured.get('trained on and changed by one thread beside')!.map(({ wall }, round) => plain[round]!.wall / wall);
  return { ...Object.fromEntries(figures), 'rate of training with changes beside that without': median(slower), 'peak memory, MB': process.resourceUsage().maxRSS / 1000 };
}

async function drain(batches: Batches): Promise<void> {
  for (let number = 0; number < Math.ceil(PICTURES / batch); number += 1) await batches.next();
  await batches.close();
}

const trainUndisturbed = (plan: TrainingPlan): Promise<unknown> =>
  trainingLoop(plan, { onProgress: () => {}, stopped: () => false, clock: () => performance.now() / 1000, keepEvery: Infinity });
