/** What every optimiser must know: what it remembers of each weight, and how it draws one update. */
import type { WeightSpec } from '../../shapes.ts';
import type { Graph, Value } from '../graph.ts';

interface Update {
  weight: Value;
  states: Value[];
}

export interface OptimiserGraph {
  /** Names of the tensors kept for each weight, of its shape, all starting at 0. */
  states: readonly string[];
  /** The numbers that each step is fed, in the order that `draw` gets them: at learning rate `rate` in step `step` (1, 2, …). */
  numbers(rate: number, step: number): Record<string, number>;
  draw(graph: Graph, spec: WeightSpec, weight: Value, gradient: Value, states: readonly Value[], numbers: Record<string, Value>): Update;
}
