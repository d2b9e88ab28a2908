import { expect, it } from 'vitest';
import { Graph } from '../../../../pipeline/network/onnx/graph.ts';
import { openSession } from '../../../../pipeline/network/onnx/session.ts';

it('hands out what nodes make, what was given, and one value under two names', async () => {
  const graph = new Graph();
  const given = graph.input('given', [2]);
  const twice = graph.node('Add', [given, given], [2]);
  graph.output('twice', twice);
  // Drawn after the value was handed out.
  graph.output('square', graph.node('Mul', [twice, twice], [2]));
  graph.output('again', twice);
  graph.output('same', given);
  graph.output('constant', graph.floats([7, 8], [2]));
  const session = await openSession(graph.build());
  const results = await session.run({ given: session.tensor('float32', Float32Array.of(1, 3), [2]) });
  expect(Object.fromEntries(Object.entries(results).map(([name, { data }]) => [name, [...data as Float32Array]]))).toEqual({
    twice: [2, 6], square: [4, 36], again: [2, 6], same: [1, 3], constant: [7, 8],
  });
  await session.release();
});

it('gives the same bytes for the same calls', () => {
  const draw = (): string => {
    const graph = new Graph();
    graph.output('sum', graph.node('Add', [graph.input('x', [2]), graph.floats([1])], [2]));
    return Buffer.from(graph.build()).toString('hex');
  };
  expect(draw()).toBe(draw());
});
