/** Layers that make pictures smaller by windows. */
import { poolWindow, sizeOf } from '../../shapes.ts';
import type { Shape } from '../../spec.ts';
import { divide, reshape, scale } from '../arithmetic.ts';
import type { Graph, Value } from '../graph.ts';
import { enlarged } from './arrangement.ts';
import { withoutWeights, type LayerGraph } from './layer-graph.ts';
import { edges, pads, unreached, windowAttributes, type Window } from './window.ts';

/** Whether the windows lie side by side and fill the picture. */
const tiles = (picture: Shape, window: Window): boolean =>
  window.kernel === window.stride && [...pads(edges(picture, window)), ...unreached(picture, window)].every((size) => size === 0);

/** The gradient goes to the first of the largest values in each window. */
export const maxPool: LayerGraph<'max-pool'> = (graph, shaped, input) => {
  const window = poolWindow(shaped.layer);
  const shape = [input.shape[0]!, ...shaped.output];
  const [output, places] = graph.nodeOf('MaxPool', [input], [shape, shape], windowAttributes(input.shape, window)) as [Value, Value];
  return withoutWeights(output, (gradient) => {
    const size = sizeOf(input.shape);
    const flat = (value: Value): Value => reshape(graph, value, [sizeOf(value.shape)]);
    const zeros = graph.node('ConstantOfShape', [graph.integers([size])], [size]);
    return reshape(graph, graph.node('ScatterElements', [zeros, flat(places), flat(gradient)], [size], { axis: 0, reduction: 'add' }), input.shape);
  });
};

/** The gradient of a window's mean is shared out evenly: a transposed convolution with ones. */
export const averagePool: LayerGraph<'average-pool'> = (graph, shaped, input) => {
  const window = poolWindow(shaped.layer);
  const { kernel } = window;
  const shape = [input.shape[0]!, ...shaped.output];
  const attributes = windowAttributes(input.shape, window);
  const output = graph.node('AveragePool', [input], shape, { ...attributes, count_include_pad: 0 });
  return withoutWeights(output, (gradient) => {
    if (tiles(input.shape, window)) return enlarged(graph, scale(graph, gradient, 1 / kernel ** 2), kernel);
    const [batch, channels, rows, columns] = shape as [number, number, number, number];
    const shares = divide(graph, gradient, graph.floats(counts(input.shape, shape, window), [1, 1, rows, columns]));
    const ones = graph.floats(Array.from({ length: kernel ** 2 }, () => 1), [1, 1, kernel, kernel]);
    const [, , height, width] = input.shape as [number, number, number, number];
    const spread = graph.node('ConvTranspose', [reshape(graph, shares, [batch * channels, 1, rows, columns]), ones],
      [batch * channels, 1, height, width], { ...attributes, output_padding: unreached(input.shape, window) });
    return reshape(graph, spread, input.shape);
  });
};

/** How many values of the picture each window covers. */
function counts(picture: Shape, output: Shape, window: Window): number[] {
  const { top, left } = edges(picture, window);
  const covered = (place: number, before: number, size: number): number => {
    const from = place * window.stride - before;
    return Math.min(size, from + window.kernel) - Math.max(0, from);
  };
  return Array.from({ length: output[2]! * output[3]! }, (_, index) =>
    covered(Math.floor(index / output[3]!), top, picture[2]!) * covered(index % output[3]!, left, picture[3]!));
}

export const globalAveragePool: LayerGraph<'global-average-pool'> = (graph, shaped, input) => {
  const [batch, channels, height, width] = input.shape as [number, number, number, number];
  const mean = graph.node('GlobalAveragePool', [input], [batch, channels, 1, 1]);
  return withoutWeights(reshape(graph, mean, [batch, ...shaped.output]), (gradient) => {
    const share = scale(graph, reshape(graph, gradient, [batch, channels, 1, 1]), 1 / (height * width));
    return graph.node('Expand', [share, graph.integers(input.shape)], input.shape);
  });
};
