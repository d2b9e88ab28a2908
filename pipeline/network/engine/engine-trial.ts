/** The process in which an engine is tried: `node engine-trial.ts webgpu` prints one line of JSON, a `Trial`. */
import { softwareRenderer, tracesOfThisProcess } from './adapter.ts';
import type { EngineName } from './engine.ts';
import { openEngine } from './open.ts';
import { reasonOf } from './reason.ts';
import { network, selfCheck } from './self-check.ts';
import type { Trial } from './try-engine.ts';

const name = process.argv[2] as EngineName;
let trial: Trial;
try {
  const engine = await openEngine(name);
  // Stays open: with its last session the provider gives back the adapter, and a driver its device.
  await engine.openInference({ network, batch: 1, inputs: 'values', targets: 'inputs' });
  const mistake = await selfCheck(engine);
  trial = { mistake, softwareRenderer: name === 'webgpu' ? softwareRenderer(tracesOfThisProcess()) : null };
} catch (error) {
  trial = { mistake: reasonOf(error), softwareRenderer: null };
}
process.stdout.write(`\n${JSON.stringify(trial)}\n`);
// Drivers may hold threads that would keep the process alive.
process.exit();
