/** Draws the loss that a training makes small. */
import { Problem } from '../../../problem.ts';
import type { Loss, LossKind } from '../../objective.ts';
import { outputOf } from '../../shapes.ts';
import type { LayerKind, Network } from '../../spec.ts';
import type { Graph, Value } from '../graph.ts';
import type { DrawnNetwork } from '../layers/draw.ts';
import { binaryCrossEntropy, categoricalCrossEntropy } from './cross-entropy.ts';
import type { DrawnLoss, LossGraph } from './loss-graph.ts';
import { meanSquaredError, squaredErrorPerImage } from './squared-error.ts';

const kinds: Record<LossKind, { draw: LossGraph; endsWith?: LayerKind }> = {
  'mean-squared-error': { draw: meanSquaredError },
  'squared-error-per-image': { draw: squaredErrorPerImage },
  'binary-cross-entropy': { draw: binaryCrossEntropy, endsWith: 'sigmoid' },
  'categorical-cross-entropy': { draw: categoricalCrossEntropy, endsWith: 'softmax' },
};

/** Throws a Problem where `network` cannot be trained with `loss`. */
export function checkLossFits(network: Network, loss: Loss): void {
  const { endsWith } = kinds[loss.kind];
  const last = network.layers.at(-1);
  if (endsWith && last?.kind !== endsWith) {
    throw new Problem(`The loss ${loss.kind} wants a network that ends with a ${endsWith} layer, but its last layer ${last ? `“${last.name}” is ${last.kind}` : 'is missing'}; add the layer or take another loss.`);
  }
  const output = outputOf(network);
  if (loss.kind === 'categorical-cross-entropy' && output.length !== 1) {
    throw new Problem(`The loss ${loss.kind} wants a vector with a value for each class, but the network puts out ${output.join(' × ')}; put a flatten or pooling layer before its end.`);
  }
  const { sparsity } = loss;
  if (!sparsity) return;
  const layer = network.layers.find(({ name }) => name === sparsity.layer);
  if (layer?.kind !== 'sigmoid') {
    throw new Problem(`The sparsity is wanted of layer “${sparsity.layer}”, which ${layer ? `is ${layer.kind}` : 'the network does not have'}; name a sigmoid layer.`);
  }
}

/** Draws what `loss` makes of `drawn`: without sparsity and weight decay, which belong to no example. */
export function drawLoss(graph: Graph, network: Network, loss: Loss, drawn: DrawnNetwork, input: Value, target: Value, mask: Value | null): DrawnLoss {
  checkLossFits(network, loss);
  const before = network.layers.at(-2);
  return kinds[loss.kind].draw(graph, { output: drawn.output, beforeLast: before ? drawn.outputs.get(before.name)! : input, target, mask });
}
