/** Runs a network over a whole dataset with weights that are given: opened, fed and closed. */
import type { Matrix } from '../../src/gallery/matrix.ts';
import type { Dataset } from './dataset.ts';
import type { EngineName } from './engine/engine.ts';
import { openEngine } from './engine/open.ts';
import { outputsOf } from './evaluate.ts';
import type { Network } from './spec.ts';
import type { Weights } from './weights.ts';

/** Examples computed at once where nothing is learnt. */
const AT_ONCE = 32;

interface Inferring {
  network: Network;
  /** Those of the network's layers; more do no harm, so that half of an autoencoder runs with the weights of all of it. */
  weights: Weights;
  engine: EngineName;
  /** Without it one. */
  threads?: number;
}

/** What the network makes of each example, a row each. */
export async function infer({ network, weights, engine, threads }: Inferring, examples: Dataset): Promise<Matrix> {
  const inputs = examples.inputs instanceof Uint8Array ? 'bytes' : 'values';
  const inference = await (await openEngine(engine)).openInference({ network, batch: AT_ONCE, inputs, targets: 'inputs', ...(threads && { threads }) });
  try {
    inference.use(weights);
    return await outputsOf(inference, examples, AT_ONCE);
  } finally {
    await inference.close();
  }
}
