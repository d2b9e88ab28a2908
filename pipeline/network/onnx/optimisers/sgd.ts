/** Stochastic gradient descent, with momentum as in Polyak 1964 and Sutskever et al. 2013, without Nesterov's look ahead. */
import type { OptimiserOf } from '../../objective.ts';
import { add, multiply, scale, subtract } from '../arithmetic.ts';
import type { OptimiserGraph } from './optimiser-graph.ts';

export function sgd({ momentum = 0 }: OptimiserOf<'sgd'>): OptimiserGraph {
  return {
    states: momentum ? ['velocity'] : [],
    numbers: (rate) => ({ rate }),
    draw: (graph, _spec, weight, gradient, [old], { rate }) => {
      const velocity = old ? add(graph, scale(graph, old, momentum), gradient) : gradient;
      return { weight: subtract(graph, weight, multiply(graph, velocity, rate!)), states: old ? [velocity] : [] };
    },
  };
}
