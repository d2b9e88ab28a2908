/** What the default engine makes of examples, for tests that compare it with others. */
import { onnxEngine } from '../../../pipeline/network/onnx/engine.ts';
import { sizeOf } from '../../../pipeline/network/shapes.ts';
import type { Network } from '../../../pipeline/network/spec.ts';
import type { Weights } from '../../../pipeline/network/weights.ts';

/** Outputs of `examples`, one after the other, in our order of axes. */
export async function networkOutputs(network: Network, weights: Weights, examples: Float32Array): Promise<Float32Array> {
  const inference = await onnxEngine('cpu').openInference({ network, batch: examples.length / sizeOf(network.input), inputs: 'values', targets: 'inputs' });
  try {
    inference.use(weights);
    return (await inference.run({ inputs: examples })).outputs;
  } finally {
    await inference.close();
  }
}

/** The largest difference, in parts of the largest expected value. */
export function relativeError(found: Float32Array, expected: Float32Array): number {
  if (found.length !== expected.length) throw new RangeError(`${found.length} values where ${expected.length} are expected`);
  const scale = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return found.reduce((worst, value, index) => Math.max(worst, Math.abs(value - expected[index]!)), 0) / scale;
}
