/** What a training makes small, in operations of TensorFlow.js, which differentiates them. The formulas are those of the ONNX graphs. */
import type { Loss, LossKind, Sparsity } from '../objective.ts';
import type { Tensor, TensorFlow } from './tensorflow.ts';

/** Tensors of batch × values. */
export interface Compared {
  output: Tensor;
  /** What the network's last layer was given. */
  beforeLast: Tensor;
  target: Tensor;
  mask: Tensor | null;
}

/** Below every weight that means anything, and above 0: what nothing is divided by. */
const SMALLEST = 1e-30;
/** ρ̂ is kept this far from 0 and 1, where the divergence has no bounds. */
const MARGIN = 1e-6;

const perExample: Record<LossKind, (tf: TensorFlow, compared: Compared) => Tensor> = {
  'mean-squared-error': (tf, { output, target, mask }) => weightedMean(tf, tf.squaredDifference(output, target), mask),
  'squared-error-per-image': (tf, { output, target, mask }) => {
    const squares = tf.squaredDifference(output, target);
    return tf.mul(tf.sum(mask ? tf.mul(squares, mask) : squares, 1), 0.5);
  },
  // For z before the sigmoid −t·ln y − (1 − t)·ln(1 − y) is ln(1 + eᶻ) − t·z.
  'binary-cross-entropy': (tf, { beforeLast, target, mask }) => weightedMean(tf, tf.sub(tf.softplus(beforeLast), tf.mul(target, beforeLast)), mask),
  'categorical-cross-entropy': (tf, { beforeLast, target, mask }) =>
    tf.neg(tf.sum(tf.mul(mask ? tf.mul(target, mask) : target, tf.logSoftmax(beforeLast)), 1)),
};

/** How far each example is off, shape [batch]. */
export const lossPerExample = (tf: TensorFlow, kind: LossKind, compared: Compared): Tensor => perExample[kind](tf, compared);

/** The loss of a batch, with sparsity and weight decay. `active`: the outputs of the sparse layer; `kernels`: what decays. */
export function objective(tf: TensorFlow, loss: Loss, compared: Compared, active: Tensor | null, kernels: readonly Tensor[]): Tensor {
  let total = tf.mean(lossPerExample(tf, loss.kind, compared));
  if (loss.sparsity && active) total = tf.add(total, sparsityPenalty(tf, loss.sparsity, active));
  if (loss.weightDecay) {
    for (const kernel of kernels) total = tf.add(total, tf.mul(tf.sum(tf.square(kernel)), loss.weightDecay / 2));
  }
  return total;
}

function weightedMean(tf: TensorFlow, values: Tensor, mask: Tensor | null): Tensor {
  return mask ? tf.div(tf.sum(tf.mul(values, mask), 1), tf.maximum(tf.sum(mask, 1), SMALLEST)) : tf.mean(values, 1);
}

/** β·Σ KL(ρ‖ρ̂). */
function sparsityPenalty(tf: TensorFlow, { target, weight }: Sparsity, active: Tensor): Tensor {
  // The limits change the value and not the gradient, which brings units back that are on or off for every example.
  const limited = tf.customGrad((mean) => ({ value: tf.clipByValue(mean as Tensor, MARGIN, 1 - MARGIN), gradFunc: (gradient: Tensor) => gradient }));
  const mean = limited(tf.mean(active, 0));
  const divergence = tf.add(
    tf.mul(tf.log(tf.div(target, mean)), target),
    tf.mul(tf.log(tf.div(1 - target, tf.sub(1, mean))), 1 - target));
  return tf.mul(tf.sum(divergence), weight);
}
