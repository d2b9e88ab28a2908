/** Adam: Kingma and Ba 2015, https://arxiv.org/abs/1412.6980, in the order of computation that ends their section 2. */
import { add, divide, multiply, scale, subtract } from './arithmetic.ts';
import type { Graph, Value } from './graph.ts';

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

/** Tensors that Adam keeps for each weight, all starting at 0. */
export const ADAM_STATES = ['momentum', 'power'] as const;

/**
 * Draws one update. `momentum` and `power` are kept as the running sums Σ β₁ᵗ·g and Σ β₂ᵗ·g², without the factors 1 − β of the paper,
 * which saves two passes over all weights; `adamStepSize` puts the factors back.
 */
export function drawAdam(graph: Graph, weight: Value, gradient: Value, states: readonly Value[], stepSize: Value): { weight: Value; states: Value[] } {
  const [oldMomentum, oldPower] = states as [Value, Value];
  const momentum = add(graph, scale(graph, oldMomentum, BETA_1), gradient);
  const power = add(graph, scale(graph, oldPower, BETA_2), multiply(graph, gradient, gradient));
  const spread = add(graph, graph.node('Sqrt', [power], power.shape), graph.floats([EPSILON / Math.sqrt(1 - BETA_2)]));
  const change = multiply(graph, divide(graph, momentum, spread), stepSize);
  return { weight: subtract(graph, weight, change), states: [momentum, power] };
}

/** The number to feed as `stepSize`: the learning rate with the bias corrections of step `step` (1, 2, …) and the factors 1 − β. */
export function adamStepSize(rate: number, step: number): number {
  const corrected = rate * Math.sqrt(1 - BETA_2 ** step) / (1 - BETA_1 ** step);
  return corrected * (1 - BETA_1) / Math.sqrt(1 - BETA_2);
}
