/** The process in which a provider of onnxruntime is tried: `node provider-trial.ts webgpu` prints one line of JSON, a `Trial`. */
import { openEngine } from './open.ts';
import { softwareRenderer, tracesOfThisProcess } from './adapter.ts';
import type { Trial } from './try-provider.ts';
import { reasonOf } from './reason.ts';
import { selfCheck } from './self-check.ts';

const provider = process.argv[2] as 'webgpu' | 'cuda';
let trial: Trial;
try {
  const mistake = await selfCheck(await openEngine(provider));
  // Asked only now, while the adapter is in use.
  trial = { mistake, softwareRenderer: provider === 'webgpu' ? softwareRenderer(tracesOfThisProcess()) : null };
} catch (error) {
  trial = { mistake: reasonOf(error), softwareRenderer: null };
}
process.stdout.write(`\n${JSON.stringify(trial)}\n`);
// Drivers may hold threads that would keep the process alive.
process.exit();
