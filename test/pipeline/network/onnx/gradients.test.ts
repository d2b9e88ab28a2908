import { describe, expect, it } from 'vitest';
import { Graph } from '../../../../pipeline/network/onnx/graph.ts';
import { drawTraining } from '../../../../pipeline/network/onnx/layers/draw.ts';
import { openSession } from '../../../../pipeline/network/onnx/session.ts';
import { inferShapes, isTrained, sizeOf, weightsOf } from '../../../../pipeline/network/shapes.ts';
import type { Layer, Network, Padding, Shape } from '../../../../pipeline/network/spec.ts';
import type { Tensor } from 'onnxruntime-node';
import { seeded } from '../../../../pipeline/ground/random.ts';
import { apart, differences } from '../reference/differences.ts';
import { referenceForward, type Numbers } from '../reference/layers.ts';

/** The layer under test above a dense layer with one unit a value: the dense layer's gradients show the tested layer's input gradient. */
function probed(layer: Layer, input: Shape): Network {
  const size = sizeOf(input);
  return { input: [3], layers: [{ name: 'below', kind: 'dense', units: size }, { name: 'shape', kind: 'reshape', shape: input }, layer] };
}

/** Output and gradients of Σ output · direction, by the graph. */
async function byGraph(network: Network, batch: number, examples: Float64Array, direction: Float64Array, weights: Numbers): Promise<Numbers> {
  const graph = new Graph();
  const output = inferShapes(network).at(-1)!.output;
  const specs = weightsOf(network);
  const values = new Map(specs.map(({ name, shape }) => [name, graph.input(name, shape)]));
  const drawn = drawTraining(graph, network, graph.input('examples', [batch, ...network.input]), (name) => values.get(name)!);
  const gradients = drawn.backward(new Map([[network.layers.at(-1)!.name, graph.input('direction', [batch, ...output])]]));
  graph.output('output', drawn.output);
  for (const { name } of specs.filter(isTrained)) graph.output(`gradient ${name}`, gradients[name]!);
  const session = await openSession(graph.build());
  const tensor = (data: Float64Array, shape: Shape): Tensor => session.tensor('float32', Float32Array.from(data), shape);
  const results = await session.run({
    examples: tensor(examples, [batch, ...network.input]), direction: tensor(direction, [batch, ...output]),
    ...Object.fromEntries(specs.map(({ name, shape }) => [name, tensor(weights[name]!, shape)])),
  });
  await session.release();
  return Object.fromEntries(Object.entries(results).map(([name, { data }]) => [name, Float64Array.from(data as Float32Array)]));
}

const paddings: readonly Padding[] = ['same', 'valid'];

const cases: { layer: Layer; input: Shape }[] = [
  ...[[5, 7], [6, 8]].flatMap(([height, width]) => [[3, 1], [2, 1], [3, 2], [4, 2], [2, 2], [5, 3]].flatMap(([kernel, stride]) => paddings.flatMap((padding) => [
    ...(['conv2d', 'conv2d-transpose'] as const).map((kind) => ({ layer: { name: 'layer', kind, filters: 2, kernel: kernel!, stride: stride!, padding, bias: false }, input: [3, height!, width!] })),
    { layer: { name: 'layer', kind: 'depthwise-conv2d' as const, kernel: kernel!, stride: stride!, padding }, input: [3, height!, width!] },
    ...(['max-pool', 'average-pool'] as const).map((kind) => ({ layer: { name: 'layer', kind, size: kernel!, stride: stride!, padding }, input: [3, height!, width!] })),
  ]))),
  { layer: { name: 'layer', kind: 'max-pool', size: 2 }, input: [2, 5, 4] },
  { layer: { name: 'layer', kind: 'average-pool', size: 2 }, input: [2, 5, 4] },
  { layer: { name: 'layer', kind: 'depthwise-conv2d', kernel: 3, stride: 1, bias: false }, input: [1, 4, 4] },
  { layer: { name: 'layer', kind: 'global-average-pool' }, input: [3, 4, 5] },
  { layer: { name: 'layer', kind: 'batch-norm' }, input: [3, 4, 5] },
  { layer: { name: 'layer', kind: 'batch-norm', epsilon: 0.1 }, input: [2, 3, 1] },
  { layer: { name: 'layer', kind: 'pad', top: 1, bottom: 2, left: 0, right: 3 }, input: [2, 3, 4] },
  { layer: { name: 'layer', kind: 'pad', top: 0, bottom: 1, left: 1, right: 0 }, input: [2, 3, 3] },
  { layer: { name: 'layer', kind: 'dense', units: 4, bias: false }, input: [5] },
  { layer: { name: 'layer', kind: 'relu6' }, input: [20] },
  { layer: { name: 'layer', kind: 'tanh' }, input: [20] },
  { layer: { name: 'layer', kind: 'softmax' }, input: [7] },
  { layer: { name: 'layer', kind: 'softmax' }, input: [4, 3, 5] },
  ...[[5, 7], [4, 6], [1, 3]].flatMap(([height, width]) => [[1, 1], [3, 1], [2, 1], [3, 2], [4, 2], [2, 2], [4, 3], [5, 3]].flatMap(([kernel, stride]) =>
    (['conv2d', 'conv2d-transpose'] as const).map((kind) => ({ layer: { name: 'layer', kind, filters: 3, kernel: kernel!, stride: stride! }, input: [2, height!, width!] })))),
  { layer: { name: 'layer', kind: 'dense', units: 5 }, input: [7] },
  { layer: { name: 'layer', kind: 'upsample', factor: 2 }, input: [2, 3, 2] },
  { layer: { name: 'layer', kind: 'upsample', factor: 3 }, input: [1, 2, 3] },
  { layer: { name: 'layer', kind: 'depth-to-space', block: 2 }, input: [12, 2, 3] },
  { layer: { name: 'layer', kind: 'space-to-depth', block: 2 }, input: [3, 4, 6] },
  { layer: { name: 'layer', kind: 'space-to-depth', block: 3 }, input: [2, 3, 6] },
  { layer: { name: 'layer', kind: 'flatten' }, input: [2, 3, 2] },
  { layer: { name: 'layer', kind: 'reshape', shape: [3, 4] }, input: [2, 3, 2] },
  { layer: { name: 'layer', kind: 'affine', scale: -2, offset: 0.25 }, input: [6] },
  { layer: { name: 'layer', kind: 'affine', scale: 1, offset: 0.5 }, input: [6] },
  { layer: { name: 'layer', kind: 'affine', scale: [-2, 1, 0.5], offset: [0, 3, -1] }, input: [3, 2, 3] },
  { layer: { name: 'layer', kind: 'affine', scale: [-2, 0.5], offset: 1 }, input: [2] },
  { layer: { name: 'layer', kind: 'relu' }, input: [20] },
  { layer: { name: 'layer', kind: 'leaky-relu', slope: 0.1 }, input: [20] },
  { layer: { name: 'layer', kind: 'sigmoid' }, input: [20] },
];

const describeCase = ({ layer, input }: (typeof cases)[number]): string =>
  `${layer.kind} of ${input.join('×')}${'stride' in layer ? `, ${JSON.stringify(layer)}` : ''}`;

describe.each([1, 3])('gradients of a batch of %i agree with differences in double precision', (batch) => {
  it.each(cases.map((each) => [describeCase(each), each] as const))('%s', async (title, { layer, input }) => {
    const network = probed(layer, input);
    const random = seeded(batch, title);
    const draw = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal());
    const examples = draw(batch * 3);
    const direction = draw(batch * sizeOf(inferShapes(network).at(-1)!.output));
    const weights = Object.fromEntries(weightsOf(network).map(({ name, shape }) => [name, draw(sizeOf(shape))]));
    const forward = (): Float64Array => referenceForward(network, examples, weights, { training: true, kept: {} });
    const names = weightsOf(network).filter(isTrained).map(({ name }) => name);
    const expected = differences(weights, names, () => forward().reduce((sum, value, index) => sum + value * direction[index]!, 0));
    const found = await byGraph(network, batch, examples, direction, weights);
    const outputs = forward();
    expect(apart(found['output']!, { places: [...outputs.keys()], values: [...outputs] })).toBeLessThan(3e-6);
    for (const name of names) expect(apart(found[`gradient ${name}`]!, expected[name]!, 1), name).toBeLessThan(3e-6);
  });
});
