/** AdamW: Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101, with the rate as their schedule multiplier times α, as PyTorch has it. */
import type { OptimiserOf } from '../../objective.ts';
import { multiply } from '../arithmetic.ts';
import { adam } from './adam.ts';
import type { OptimiserGraph } from './optimiser-graph.ts';

export function adamw({ decay = 0.01, ...rest }: OptimiserOf<'adamw'>): OptimiserGraph {
  const inner = adam({ ...rest, kind: 'adam' });
  return {
    states: inner.states,
    numbers: (rate, step) => ({ ...inner.numbers(rate, step), kept: 1 - rate * decay }),
    draw: (graph, spec, weight, gradient, states, numbers) =>
      inner.draw(graph, spec, spec.role === 'kernel' ? multiply(graph, weight, numbers['kept']!) : weight, gradient, states, numbers),
  };
}
