/** Pictures enter graphs as bytes, a quarter of the memory, and become values 0–1 inside. */
import type { Shape } from '../spec.ts';
import { scale } from './arithmetic.ts';
import type { Graph, Value } from './graph.ts';

/** A graph input of batch × shape bytes, as float values 0–1. */
export function byteInput(graph: Graph, name: string, shape: Shape): Value {
  const bytes = graph.input(name, shape, 'uint8');
  return scale(graph, graph.node('Cast', [bytes], shape, { to: 1 }), 1 / 255);
}
