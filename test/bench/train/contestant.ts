/**
 * One runtime with one workload in a process of its own, so that its memory is its own. `node contestant.ts <runtime> <threads> <workload>`;
 * each line `steps <n>` on standard input is answered by a line of JSON, the milliseconds of each step; `memory` by the peak in MB.
 */
import { createInterface } from 'node:readline';
import { seeded } from '../../../pipeline/ground/random.ts';
import type { Engine, Opened } from '../../../pipeline/network/engine/engine.ts';
import { initialise } from '../../../pipeline/network/initialise.ts';
import { onnxEngine } from '../../../pipeline/network/onnx/engine.ts';
import { sizeOf } from '../../../pipeline/network/shapes.ts';
import { workloads, type Workload } from './workloads.ts';

const [runtime, threads, name] = process.argv.slice(2);
const step = await opened(workloads.find((each) => each.name === name)!, onnxEngine(runtime === 'node' ? 'cpu' : 'wasm'), Number(threads));
// The first runs fill caches and memory pools.
for (let run = 0; run < 2; run += 1) await step();
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [command, count] = line.split(' ');
  console.log(JSON.stringify(command === 'steps' ? await times(Number(count)) : process.resourceUsage().maxRSS / 1000));
}
process.exit();

/** One step or one forward run on made-up pictures, as builds take it. */
async function opened({ network, batch, does }: Workload, engine: Engine, perRun: number): Promise<() => Promise<unknown>> {
  const random = seeded(1, 'inputs of the bench');
  const weights = initialise(network, 1, { kind: 'glorot' });
  const options: Opened = { network, batch, inputs: 'bytes', targets: 'inputs', threads: perRun };
  const inputs = Uint8Array.from({ length: batch * sizeOf(network.input) }, () => random.below(256));
  if (does === 'forward') {
    const inference = await engine.openInference(options);
    inference.use(weights);
    return () => inference.run({ inputs });
  }
  const training = await engine.openTraining({ ...options, ...does, start: { weights }, seed: 1 });
  return () => training.run({ inputs }, 1e-4);
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
