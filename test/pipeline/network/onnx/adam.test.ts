import { Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { adamStepSize, drawAdam } from '../../../../pipeline/network/onnx/adam.ts';
import { Graph } from '../../../../pipeline/network/onnx/graph.ts';
import { openSession } from '../../../../pipeline/network/onnx/session.ts';
import { seeded } from '../../../../pipeline/random.ts';

it('updates as algorithm 1 of the paper does, over gradients of every size', async () => {
  const size = 200;
  const graph = new Graph();
  const [weight, gradient, momentum, power] = ['weight', 'gradient', 'momentum', 'power'].map((name) => graph.input(name, [size]));
  const next = drawAdam(graph, weight!, gradient!, [momentum!, power!], graph.input('stepSize', []));
  graph.output('nextWeight', next.weight);
  graph.output('nextMomentum', next.states[0]!);
  graph.output('nextPower', next.states[1]!);
  const session = await openSession(graph.build());
  const tensor = (data: ArrayLike<number>, shape = [size]): Tensor => new Tensor('float32', Float32Array.from(data), shape);
  const random = seeded(1, 'adam');
  const expected = Float64Array.from({ length: size }, () => random.normal());
  const [m, v] = [new Float64Array(size), new Float64Array(size)];
  let [weights, momenta, powers] = [tensor(expected), tensor(m), tensor(v)];
  for (let step = 1; step <= 20; step += 1) {
    const rate = 0.1 / step;
    const gradients = Float32Array.from({ length: size }, (_, index) => random.normal() * 10 ** (index % 10 - 9));
    const out = await session.run({ weight: weights, gradient: tensor(gradients), momentum: momenta, power: powers, stepSize: tensor([adamStepSize(rate, step)], []) });
    [weights, momenta, powers] = [out['nextWeight'] as Tensor, out['nextMomentum'] as Tensor, out['nextPower'] as Tensor];
    gradients.forEach((g, index) => {
      m[index] = 0.9 * m[index]! + 0.1 * g;
      v[index] = 0.999 * v[index]! + 0.001 * g * g;
      // The order of computation at the end of section 2, where ε stands beside √v before its correction.
      expected[index]! -= rate * Math.sqrt(1 - 0.999 ** step) / (1 - 0.9 ** step) * m[index]! / (Math.sqrt(v[index]!) + 1e-8);
    });
  }
  const worst = Math.max(...(weights.data as Float32Array).map((value, index) => Math.abs(value - expected[index]!)));
  expect(worst).toBeLessThan(3e-6);
  await session.release();
});
