/** How weights follow their gradients, in operations of TensorFlow.js. Formulas, states and step sizes are those of the ONNX graphs. */
import type { Optimiser, OptimiserOf } from '../objective.ts';
import { optimiserGraph } from '../onnx/optimisers/optimisers.ts';
import type { WeightRole } from '../shapes.ts';
import type { Tensor, TensorFlow } from './tensorflow.ts';

interface Update {
  weight: Tensor;
  states: Tensor[];
}

/** `numbers` are those that `stepNumbers` gives for the step. */
type Rule = (tf: TensorFlow, role: WeightRole, weight: Tensor, gradient: Tensor, states: readonly Tensor[], numbers: Record<string, number>) => Update;

/** Names of the tensors kept for each weight, all starting at 0. */
export const stateNames = (optimiser: Optimiser): readonly string[] => optimiserGraph(optimiser).states;

/** The numbers of step `step` (1, 2, …) at learning rate `rate`. */
export const stepNumbers = (optimiser: Optimiser, rate: number, step: number): Record<string, number> => optimiserGraph(optimiser).numbers(rate, step);

export function updateRule(optimiser: Optimiser): Rule {
  switch (optimiser.kind) {
    case 'sgd': return sgd(optimiser);
    case 'adam': return adam(optimiser);
    case 'adamw': return adamw(optimiser);
    case 'adadelta': return adadelta(optimiser);
  }
}

const sgd = ({ momentum = 0 }: OptimiserOf<'sgd'>): Rule => (tf, _role, weight, gradient, [old], { rate }) => {
  const velocity = old ? tf.add(tf.mul(old, momentum), gradient) : gradient;
  return { weight: tf.sub(weight, tf.mul(velocity, rate!)), states: old ? [velocity] : [] };
};

const adam = ({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: Omit<OptimiserOf<'adam'>, 'kind'>): Rule => (tf, _role, weight, gradient, [oldMomentum, oldPower], { stepSize }) => {
  const momentum = tf.add(tf.mul(oldMomentum!, beta1), gradient);
  const power = tf.add(tf.mul(oldPower!, beta2), tf.square(gradient));
  const spread = tf.add(tf.sqrt(power), epsilon / Math.sqrt(1 - beta2));
  return { weight: tf.sub(weight, tf.mul(tf.div(momentum, spread), stepSize!)), states: [momentum, power] };
};

const adamw = (optimiser: OptimiserOf<'adamw'>): Rule => (tf, role, weight, gradient, states, numbers) =>
  adam(optimiser)(tf, role, role === 'kernel' ? tf.mul(weight, numbers['kept']!) : weight, gradient, states, numbers);

const adadelta = ({ decay = 0.95, epsilon = 1e-6 }: OptimiserOf<'adadelta'>): Rule => (tf, _role, weight, gradient, [oldPower, oldChange], { rate }) => {
  const averaged = (old: Tensor, value: Tensor): Tensor => tf.add(tf.mul(old, decay), tf.mul(tf.square(value), 1 - decay));
  const root = (value: Tensor): Tensor => tf.sqrt(tf.add(value, epsilon));
  const power = averaged(oldPower!, gradient);
  const step = tf.mul(tf.div(root(oldChange!), root(power)), gradient);
  return { weight: tf.sub(weight, tf.mul(step, rate!)), states: [power, averaged(oldChange!, step)] };
};
