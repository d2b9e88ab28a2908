/** Which losses a network can be trained with. */
import { Problem } from '../ground/problem.ts';
import type { Loss, LossKind } from './objective.ts';
import { outputOf } from './shapes.ts';
import type { LayerKind, Network } from './spec.ts';

/** Cross-entropies are computed from what this last layer is given, so it must be there. */
const lastLayer: Partial<Record<LossKind, LayerKind>> = { 'binary-cross-entropy': 'sigmoid', 'categorical-cross-entropy': 'softmax' };

/** Throws a Problem where `network` cannot be trained with `loss`. */
export function checkLossFits(network: Network, loss: Loss): void {
  const endsWith = lastLayer[loss.kind];
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
