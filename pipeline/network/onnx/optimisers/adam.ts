/** Adam: Kingma and Ba 2015, https://arxiv.org/abs/1412.6980, in the order of computation that ends their section 2. */
import type { OptimiserOf } from '../../objective.ts';
import { add, divide, multiply, scale, subtract } from '../arithmetic.ts';
import type { OptimiserGraph } from './optimiser-graph.ts';

/**
 * `momentum` and `power` are kept as the running sums Σ β₁ᵗ·g and Σ β₂ᵗ·g², without the factors 1 − β of the paper, which saves two passes
 * over all weights; `stepSize` puts the factors back.
 */
export function adam({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: OptimiserOf<'adam'>): OptimiserGraph {
  return {
    states: ['momentum', 'power'],
    numbers: (rate, step) => {
      const corrected = rate * Math.sqrt(1 - beta2 ** step) / (1 - beta1 ** step);
      return { stepSize: corrected * (1 - beta1) / Math.sqrt(1 - beta2) };
    },
    draw: (graph, _spec, weight, gradient, [oldMomentum, oldPower], { stepSize }) => {
      const momentum = add(graph, scale(graph, oldMomentum!, beta1), gradient);
      const power = add(graph, scale(graph, oldPower!, beta2), multiply(graph, gradient, gradient));
      const spread = add(graph, graph.node('Sqrt', [power], power.shape), graph.floats([epsilon / Math.sqrt(1 - beta2)]));
      const change = multiply(graph, divide(graph, momentum, spread), stepSize!);
      return { weight: subtract(graph, weight, change), states: [momentum, power] };
    },
  };
}
