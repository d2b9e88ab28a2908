/** A network's layers as they are published. */
import { inferShapes } from './shapes.ts';
import type { Network } from './spec.ts';

export interface LayerTable {
  /** Shapes are channels × height × width, or values. */
  layers: { name: string; kind: string; output: number[]; parameters: number }[];
  /** Values in all tensors of the network, trained or not. */
  parameters: number;
}

/** What each layer is, the shape that comes out of it and its parameters, as plain data. Throws a Problem where shapes do not fit. */
export function layerTable(network: Network): LayerTable {
  const layers = inferShapes(network).map(({ layer, output, parameters }) => ({ name: layer.name, kind: layer.kind, output: [...output], parameters }));
  return { layers, parameters: layers.reduce((sum, { parameters }) => sum + parameters, 0) };
}
