/** Adadelta: Zeiler 2012, https://arxiv.org/abs/1212.5701, algorithm 1, its step times a learning rate. */
import type { OptimiserOf } from '../../objective.ts';
import { add, divide, multiply, scale, subtract } from '../arithmetic.ts';
import type { Graph, Value } from '../graph.ts';
import type { OptimiserGraph } from './optimiser-graph.ts';

export function adadelta({ decay = 0.95, epsilon = 1e-6 }: OptimiserOf<'adadelta'>): OptimiserGraph {
  const averaged = (graph: Graph, old: Value, value: Value): Value =>
    add(graph, scale(graph, old, decay), scale(graph, multiply(graph, value, value), 1 - decay));
  const root = (graph: Graph, value: Value): Value => graph.node('Sqrt', [add(graph, value, graph.floats([epsilon]))], value.shape);
  return {
    states: ['power', 'change'],
    numbers: (rate) => ({ rate }),
    draw: (graph, _spec, weight, gradient, [oldPower, oldChange], { rate }) => {
      const power = averaged(graph, oldPower!, gradient);
      const step = multiply(graph, divide(graph, root(graph, oldChange!), root(graph, power)), gradient);
      return { weight: subtract(graph, weight, multiply(graph, step, rate!)), states: [power, averaged(graph, oldChange!, step)] };
    },
  };
}
