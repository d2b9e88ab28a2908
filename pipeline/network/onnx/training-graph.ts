/** One whole training step, forward, backward and update, as one ONNX graph: the run's inputs are weights, its outputs better weights. */
import type { Loss, Optimiser } from '../objective.ts';
import { isTrained, outputOf, sizeOf, weightsOf, type WeightSpec } from '../shapes.ts';
import type { Network } from '../spec.ts';
import { add, multiply, reshape, scale, sumOver } from './arithmetic.ts';
import { Graph, type Value } from './graph.ts';
import { drawTraining, type DrawnTraining } from './layers/draw.ts';
import { drawLoss } from './losses/draw.ts';
import { drawSparsity } from './losses/sparsity.ts';
import { optimiserGraph } from './optimisers/optimisers.ts';
import { byteInput } from './picture-input.ts';

interface TrainingGraphOptions {
  network: Network;
  loss: Loss;
  optimiser: Optimiser;
  /** `bytes`: 0–255, which become values 0–1. */
  inputs: 'bytes' | 'values';
  /** `inputs`: an autoencoder, whose output should be what it was given. `values`: others, fed beside. */
  targets: 'inputs' | 'values';
  /** Examples a step: shapes in a graph are fixed. */
  batch: number;
}

/** The graph's name of what a tensor, or a state of the optimiser, is after the step. */
export const nextName = (name: string): string => `next ${name}`;
export const stateName = (state: string, weight: string): string => `${state} of ${weight}`;

/**
 * The bytes of the model. Inputs: `inputs` (batch × the network's input), `targets` and `mask` (batch × its output) where wanted, what
 * dropout layers keep, the numbers of the optimiser, every tensor and every state of the optimiser. Outputs: `loss`, with sparsity and weight
 * decay, and the next value of every tensor and state.
 */
export function trainingGraph(options: TrainingGraphOptions): Uint8Array {
  const { network, loss, batch } = options;
  const graph = new Graph();
  const inputShape = [batch, ...network.input];
  const outputShape = [batch, ...outputOf(network)];
  const inputs = options.inputs === 'bytes' ? byteInput(graph, 'inputs', inputShape) : graph.input('inputs', inputShape);
  const target = options.targets === 'inputs' ? reshape(graph, inputs, outputShape) : graph.input('targets', outputShape);
  const mask = loss.mask ? graph.input('mask', outputShape) : null;
  const specs = weightsOf(network);
  const weights = new Map(specs.map(({ name, shape }) => [name, graph.input(name, shape)]));
  const drawn = drawTraining(graph, network, inputs, (name) => weights.get(name)!);
  const kernels = specs.filter(({ role }) => role === 'kernel').map(({ name }) => weights.get(name)!);

  const { total, gradients } = drawObjective(graph, network, loss, drawn, inputs, target, mask, kernels);
  graph.output('loss', total);
  const byWeights = drawn.backward(gradients);
  const decayed = (spec: WeightSpec): Value => {
    const gradient = byWeights[spec.name]!;
    return loss.weightDecay && spec.role === 'kernel' ? add(graph, gradient, scale(graph, weights.get(spec.name)!, loss.weightDecay)) : gradient;
  };
  drawUpdates(graph, options.optimiser, specs.filter(isTrained), weights, decayed);
  for (const [name, value] of Object.entries(drawn.updates)) graph.output(nextName(name), value);
  return graph.build();
}

/** The loss with its penalties, a scalar, and its gradients by the outputs of layers. */
function drawObjective(
  graph: Graph, network: Network, loss: Loss, drawn: DrawnTraining, inputs: Value, target: Value, mask: Value | null, kernels: readonly Value[],
): { total: Value; gradients: Map<string, Value> } {
  const { perExample, gradient } = drawLoss(graph, network, loss, drawn, inputs, target, mask);
  let total = scale(graph, sumOver(graph, perExample, [0]), 1 / perExample.shape[0]!);
  const { of, value } = gradient();
  const layer = network.layers.at(of === 'output' ? -1 : -2);
  const gradients = new Map(layer ? [[layer.name, value]] : []);
  if (loss.sparsity) {
    const sparsity = drawSparsity(graph, loss.sparsity, drawn.outputs.get(loss.sparsity.layer)!);
    total = add(graph, total, sparsity.penalty);
    const own = gradients.get(loss.sparsity.layer);
    gradients.set(loss.sparsity.layer, own ? add(graph, own, sparsity.gradient) : sparsity.gradient);
  }
  if (loss.weightDecay) {
    for (const kernel of kernels) total = add(graph, total, scale(graph, sumOfSquares(graph, kernel), loss.weightDecay / 2));
  }
  return { total, gradients };
}

/** In two stages, because one sum of a million float32 values loses digits. */
function sumOfSquares(graph: Graph, kernel: Value): Value {
  const rows = reshape(graph, multiply(graph, kernel, kernel), [kernel.shape[0]!, sizeOf(kernel.shape) / kernel.shape[0]!]);
  return sumOver(graph, sumOver(graph, rows, [1]), [0]);
}

function drawUpdates(graph: Graph, optimiser: Optimiser, specs: readonly WeightSpec[], weights: ReadonlyMap<string, Value>, gradient: (spec: WeightSpec) => Value): void {
  const { states, numbers, draw } = optimiserGraph(optimiser);
  const fed = Object.fromEntries(Object.keys(numbers(1, 1)).map((name) => [name, graph.input(name, [])]));
  for (const spec of specs) {
    const old = states.map((state) => graph.input(stateName(state, spec.name), spec.shape));
    const next = draw(graph, spec, weights.get(spec.name)!, gradient(spec), old, fed);
    graph.output(nextName(spec.name), next.weight);
    states.forEach((state, index) => graph.output(nextName(stateName(state, spec.name)), next.states[index]!));
  }
}
