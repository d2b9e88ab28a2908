import { inferenceGraph } from '../../pipeline/network/onnx/inference.ts';
import type { Network } from '../../pipeline/network/spec.ts';
import type { Weights } from '../../pipeline/network/weights.ts';

/**
 * A network as a file that any ONNX runtime opens, for `batch` examples a run. Input `inputs`: batch × the network's input, float32,
 * channels first. Output `outputs`: batch × its output. Of a part of a network give what `splitAfter` made; `weights` may hold more.
 */
export const exportOnnx = (network: Network, weights: Weights, batch = 1): Uint8Array =>
  inferenceGraph({ network, batch, inputs: 'values', targets: 'inputs' }, weights);
