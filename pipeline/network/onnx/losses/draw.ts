/** Draws the loss that a training makes small. */
import { checkLossFits } from '../../loss-fits.ts';
import type { Loss, LossKind } from '../../objective.ts';
import type { Network } from '../../spec.ts';
import type { Graph, Value } from '../graph.ts';
import type { DrawnNetwork } from '../layers/draw.ts';
import { binaryCrossEntropy, categoricalCrossEntropy } from './cross-entropy.ts';
import type { DrawnLoss, LossGraph } from './loss-graph.ts';
import { meanSquaredError, squaredErrorPerImage } from './squared-error.ts';

const kinds: Record<LossKind, LossGraph> = {
  'mean-squared-error': meanSquaredError,
  'squared-error-per-image': squaredErrorPerImage,
  'binary-cross-entropy': binaryCrossEntropy,
  'categorical-cross-entropy': categoricalCrossEntropy,
};

/** Draws what `loss` makes of `drawn`: without sparsity and weight decay, which belong to no example. */
export function drawLoss(graph: Graph, network: Network, loss: Loss, drawn: DrawnNetwork, input: Value, target: Value, mask: Value | null): DrawnLoss {
  checkLossFits(network, loss);
  const before = network.layers.at(-2);
  return kinds[loss.kind](graph, { output: drawn.output, beforeLast: before ? drawn.outputs.get(before.name)! : input, target, mask });
}
