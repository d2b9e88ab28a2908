import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../../pipeline/ground/random.ts';
import type { Optimiser } from '../../../../../pipeline/network/objective.ts';
import { Graph } from '../../../../../pipeline/network/onnx/graph.ts';
import { optimiserGraph } from '../../../../../pipeline/network/onnx/optimisers/optimisers.ts';
import { openSession, type Session, type Tensors } from '../../../../../pipeline/network/onnx/session.ts';
import type { WeightRole } from '../../../../../pipeline/network/shapes.ts';
import { referenceOptimiser } from '../../reference/optimisers.ts';

const SIZE = 200;

function updateSession(optimiser: Optimiser, role: WeightRole): Promise<Session> {
  const { states, numbers, draw } = optimiserGraph(optimiser);
  const graph = new Graph();
  const spec = { name: 'weight', shape: [SIZE], role, fan: { in: 1, out: 1 } };
  const fed = Object.fromEntries(Object.keys(numbers(1, 1)).map((name) => [name, graph.input(name, [])]));
  const next = draw(graph, spec, graph.input('weight', [SIZE]), graph.input('gradient', [SIZE]), states.map((state) => graph.input(state, [SIZE])), fed);
  graph.output('next weight', next.weight);
  states.forEach((state, index) => graph.output(`next ${state}`, next.states[index]!));
  return openSession(graph.build());
}

const optimisers: Optimiser[] = [
  { kind: 'sgd' }, { kind: 'sgd', momentum: 0.9 },
  { kind: 'adam' }, { kind: 'adam', beta1: 0.5, beta2: 0.99, epsilon: 1e-3 },
  { kind: 'adamw' }, { kind: 'adamw', decay: 0.3 },
  { kind: 'adadelta' }, { kind: 'adadelta', decay: 0.8, epsilon: 1e-4 },
];

describe.each(['kernel', 'bias'] satisfies WeightRole[])('updates a %s as published, over gradients of every size', (role) => {
  it.each(optimisers.map((optimiser) => [JSON.stringify(optimiser), optimiser] as const))('%s', async (_, optimiser) => {
    const { states, numbers } = optimiserGraph(optimiser);
    const reference = referenceOptimiser(optimiser, role === 'kernel');
    const session = await updateSession(optimiser, role);
    const tensor = (data: ArrayLike<number>, shape = [SIZE]) => session.tensor('float32', Float32Array.from(data), shape);
    const random = seeded(1, 'optimiser');
    const expected = Float64Array.from({ length: SIZE }, () => random.normal());
    const memories = Array.from({ length: SIZE }, (): number[] => []);
    let feeds: Tensors = { weight: tensor(expected), ...Object.fromEntries(states.map((state) => [state, tensor(new Float32Array(SIZE))])) };
    for (let step = 1; step <= 20; step += 1) {
      const rate = 0.1 / step;
      const gradients = Float32Array.from({ length: SIZE }, (_, index) => random.normal() * 10 ** (index % 10 - 9));
      const fed = Object.fromEntries(Object.entries(numbers(rate, step)).map(([name, value]) => [name, tensor([value], [])]));
      const results = await session.run({ ...feeds, ...fed, gradient: tensor(gradients) });
      feeds = Object.fromEntries(Object.entries(results).map(([name, value]) => [name.slice('next '.length), value]));
      gradients.forEach((gradient, index) => { expected[index] = reference(expected[index]!, gradient, memories[index]!, rate, step); });
    }
    const worst = Math.max(...(feeds['weight']!.data as Float32Array).map((value, index) => Math.abs(value - expected[index]!)));
    expect(worst).toBeLessThan(4e-6);
    await session.release();
  });
});
