/** Sparse activity: Ng, “Sparse autoencoder”, CS294A lecture notes, 2011. */
import type { Sparsity } from '../../objective.ts';
import { add, reshape, scale, subtract, sumOver } from '../arithmetic.ts';
import type { Graph, Value } from '../graph.ts';

/** ρ̂ is kept this far from 0 and 1, where the divergence has no bounds. */
const MARGIN = 1e-6;

/** β·Σ KL(ρ‖ρ̂) = β·Σ ρ·ln(ρ ÷ ρ̂) + (1 − ρ)·ln((1 − ρ) ÷ (1 − ρ̂)), a scalar, and its gradient by the layer's `output`. */
export function drawSparsity(graph: Graph, { target, weight }: Sparsity, output: Value): { penalty: Value; gradient: Value } {
  const batch = output.shape[0]!;
  const mean = scale(graph, sumOver(graph, output, [0]), 1 / batch);
  const active = graph.node('Clip', [mean, graph.floats([MARGIN]), graph.floats([1 - MARGIN])], mean.shape);
  const passive = graph.node('Sub', [graph.floats([1]), active], mean.shape);
  const logarithm = (value: Value): Value => graph.node('Log', [value], value.shape);
  // Entropy of ρ, a constant, and the cross-entropy of ρ and ρ̂.
  const entropy = target * Math.log(target) + (1 - target) * Math.log(1 - target);
  const crossed = add(graph, scale(graph, logarithm(active), -target), scale(graph, logarithm(passive), target - 1));
  const all = mean.shape.map((_, axis) => axis);
  const penalty = scale(graph, sumOver(graph, add(graph, crossed, graph.floats([entropy])), all), weight);
  const over = (share: number, value: Value): Value => graph.node('Div', [graph.floats([share]), value], value.shape);
  const slope = scale(graph, subtract(graph, over(1 - target, passive), over(target, active)), weight / batch);
  const gradient = graph.node('Expand', [reshape(graph, slope, [1, ...mean.shape]), graph.integers(output.shape)], output.shape);
  return { penalty, gradient };
}
