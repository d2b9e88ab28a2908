/** What is read from a network: a layer's output, made one vector. */
import { Problem } from '../../problem.ts';
import { outputOf, splitAfter } from '../../network/shapes.ts';
import type { Layer, Network } from '../../network/spec.ts';

/**
 * `average`: the mean of each channel over the picture, so that what is seen counts and not where. `grid`: means over the cells of a
 * grid, so that the rough place counts too. `flatten`: every value, so that the exact place counts.
 */
export type Pooling = 'average' | 'flatten' | { grid: number };

/** The network up to the layer's output, its own activation included, and then the pooling. Throws a Problem where there is no such layer or grid. */
export function featuresOf(network: Network, layer: string, pooling: Pooling): Network {
  const activation = `${layer} activation`;
  const { before } = splitAfter(network, network.layers.some(({ name }) => name === activation) ? activation : layer);
  return { ...before, layers: [...before.layers, ...pooled(before, layer, pooling)] };
}

function pooled(network: Network, layer: string, pooling: Pooling): Layer[] {
  const shape = outputOf(network);
  if (shape.length !== 3) return shape.length === 1 ? [] : [{ name: 'features', kind: 'flatten' }];
  if (pooling === 'average') return [{ name: 'features', kind: 'global-average-pool' }];
  if (pooling === 'flatten') return [{ name: 'features', kind: 'flatten' }];
  const [, height, width] = shape as [number, number, number];
  const size = height / pooling.grid;
  if (height !== width || !Number.isInteger(size)) {
    throw new Problem(`The layer “${layer}” has ${height} × ${width} places, which no grid of ${pooling.grid} × ${pooling.grid} divides evenly; choose a grid that does, or “average”.`);
  }
  return [{ name: 'grid', kind: 'average-pool', size, stride: size, padding: 'valid' }, { name: 'features', kind: 'flatten' }];
}
