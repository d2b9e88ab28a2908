/**
 * One runtime with one workload in a process of its own, so that its memory is its own. `node contestant.ts <runtime> <threads> <workload>`;
 * each line `steps <n>` on standard input is answered by a line of JSON, the milliseconds of each step; `memory` by the peak in MB.
 */
import { createInterface } from 'node:readline';
import { inferenceGraph } from '../../../pipeline/network/onnx/inference.ts';
import { openSession, type Session, type Tensors } from '../../../pipeline/network/onnx/session.ts';
import { trainingGraph } from '../../../pipeline/network/onnx/training-graph.ts';
import { sizeOf } from '../../../pipeline/network/shapes.ts';
import { seeded } from '../../../pipeline/random.ts';
import { workloads, type Workload } from './workloads.ts';

const [runtime, threads, name] = process.argv.slice(2);
const workload = workloads.find((each) => each.name === name)!;
const step = stepper(await openSession(graphOf(workload), { provider: runtime === 'node' ? 'cpu' : 'wasm', threads: Number(threads) }));
// The first runs fill caches and memory pools.
for (let run = 0; run < 2; run += 1) await step();
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [command, count] = line.split(' ');
  console.log(JSON.stringify(command === 'steps' ? await times(Number(count)) : process.resourceUsage().maxRSS / 1000));
}
process.exit();

function graphOf({ network, batch, does }: Workload): Uint8Array {
  return does === 'train' ? trainingGraph({ network, batch, loss: { kind: 'mean-squared-error' }, optimiser: { kind: 'adam' }, inputs: 'bytes', targets: 'inputs' }) : inferenceGraph({ network, batch, inputs: 'bytes', targets: 'inputs' });
}

/** Runs the model with small made-up inputs, and feeds what comes out as `next …` into the next run, as training does. */
function stepper(session: Session): () => Promise<void> {
  const random = seeded(1, 'inputs of the bench');
  const feeds: Tensors = Object.fromEntries(session.inputs.map((input) => {
    if (!input.isTensor) throw new RangeError(`${input.name} is no tensor`);
    const shape = input.shape.map(Number);
    const size = sizeOf(shape);
    const state = / of /.test(input.name);
    return [input.name, input.type === 'uint8'
      ? session.tensor('uint8', Uint8Array.from({ length: size }, () => random.below(256)), shape)
      : session.tensor('float32', Float32Array.from({ length: size }, () => state ? 0 : 0.02 * (random.uniform() - 0.5)), shape)];
  }));
  return async () => {
    const results = await session.run(feeds);
    for (const [output, value] of Object.entries(results)) if (output.startsWith('next ')) feeds[output.slice(5)] = value;
  };
}

async function times(count: number): Promise<number[]> {
  const all: number[] = [];
  for (let run = 0; run < count; run += 1) {
    const started = performance.now();
    await step();
    all.push(performance.now() - started);
  }
  return all;
}
