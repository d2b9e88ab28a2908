/** Short names for the element-wise operators that graphs are full of. The first operand gives the shape. */
import type { Graph, Value } from './graph.ts';
import { sizeOf } from '../shapes.ts';
import type { Shape } from '../spec.ts';

export const add = (graph: Graph, a: Value, b: Value): Value => graph.node('Add', [a, b], a.shape);
export const subtract = (graph: Graph, a: Value, b: Value): Value => graph.node('Sub', [a, b], a.shape);
export const multiply = (graph: Graph, a: Value, b: Value): Value => graph.node('Mul', [a, b], a.shape);
export const divide = (graph: Graph, a: Value, b: Value): Value => graph.node('Div', [a, b], a.shape);
export const scale = (graph: Graph, a: Value, factor: number): Value => multiply(graph, a, graph.floats([factor]));

/** The same values in another shape. */
export function reshape(graph: Graph, a: Value, shape: Shape): Value {
  if (sizeOf(shape) !== sizeOf(a.shape)) throw new RangeError(`reshape: ${a.shape.join('×')} does not fill ${shape.join('×')}`);
  return graph.node('Reshape', [a, graph.integers(shape)], shape);
}

/** Axes in another order: axis i of the result is axis `order[i]` of `a`. */
export const transpose = (graph: Graph, a: Value, order: readonly number[]): Value =>
  graph.node('Transpose', [a], order.map((axis) => a.shape[axis]!), { perm: order });

/** Sums over some axes, which disappear. */
export const sumOver = (graph: Graph, a: Value, axes: readonly number[]): Value =>
  graph.node('ReduceSum', [a, graph.integers(axes)], a.shape.filter((_, axis) => !axes.includes(axis)), { keepdims: 0 });
