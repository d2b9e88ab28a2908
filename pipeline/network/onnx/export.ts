/** Writes a network as an ONNX file that any ONNX runtime opens. */
import type { Network } from '../spec.ts';
import { checkWeights, type Weights } from '../weights.ts';
import { inferenceGraph } from './inference.ts';

/**
 * The bytes of an ONNX model, operators of opset 17, for `batch` examples a run. Input `inputs`: batch × the network's input, float32,
 * channels first. Output `outputs`: batch × its output. Of a part of a network give what `splitAfter` made; `weights` may hold more than
 * the network has. Throws a Problem where they do not fit it.
 */
export function exportOnnx(network: Network, weights: Weights, batch = 1): Uint8Array {
  checkWeights(weights, network, 'What is to be exported');
  return inferenceGraph({ network, batch, inputs: 'values', targets: 'inputs' }, weights);
}
