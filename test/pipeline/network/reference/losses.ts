/** Every loss in double precision, as `objective.ts` defines it. */
import type { Loss } from '../../../../pipeline/network/objective.ts';
import { sizeOf, weightsOf } from '../../../../pipeline/network/shapes.ts';
import type { Network } from '../../../../pipeline/network/spec.ts';
import { referenceOutputs, type Mode, type Numbers } from './layers.ts';

export interface Example {
  examples: Float64Array;
  targets: Float64Array;
  mask: Float64Array | null;
}

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0);

/** The loss of a batch of `count` examples, with its penalties. */
export function referenceLoss(network: Network, loss: Loss, { examples, targets, mask }: Example, weights: Numbers, mode: Mode): number {
  const count = examples.length / sizeOf(network.input);
  const outputs = referenceOutputs(network, examples, weights, mode);
  const output = outputs[network.layers.at(-1)!.name]!;
  const size = output.length / count;
  const each = Array.from({ length: count }, (_, at) => {
    const part = (values: Float64Array): number[] => [...values.subarray(at * size, (at + 1) * size)];
    return lossOfOne(loss, part(output), part(targets), mask ? part(mask) : null);
  });
  const decay = sum(weightsOf(network).filter(({ role }) => role === 'kernel').map(({ name }) => sum(weights[name]!.map((value) => value ** 2))));
  const sparsity = loss.sparsity ? loss.sparsity.weight * divergence(loss.sparsity.target, outputs[loss.sparsity.layer]!, count) : 0;
  return sum(each) / count + sparsity + (loss.weightDecay ?? 0) / 2 * decay;
}

function lossOfOne({ kind }: Loss, output: number[], target: number[], mask: number[] | null): number {
  const weight = mask ?? output.map(() => 1);
  const total = (value: (y: number, t: number) => number): number => sum(output.map((y, index) => weight[index]! === 0 ? 0 : weight[index]! * value(y, target[index]!)));
  const mean = (value: (y: number, t: number) => number): number => total(value) / (sum(weight) || 1);
  switch (kind) {
    case 'mean-squared-error': return mean((y, t) => (y - t) ** 2);
    case 'squared-error-per-image': return total((y, t) => (y - t) ** 2) / 2;
    case 'binary-cross-entropy': return mean((y, t) => -t * Math.log(y) - (1 - t) * Math.log(1 - y));
    case 'categorical-cross-entropy': return total((y, t) => -t * Math.log(y));
  }
}

/** Σ KL(ρ‖ρ̂) over the values of a layer. */
function divergence(target: number, output: Float64Array, count: number): number {
  const size = output.length / count;
  return sum(Array.from({ length: size }, (_, value) => {
    const active = sum(Array.from({ length: count }, (_, at) => output[at * size + value]!)) / count;
    return target * Math.log(target / active) + (1 - target) * Math.log((1 - target) / (1 - active));
  }));
}
