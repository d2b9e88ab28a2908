/** A plain double-precision forward pass of every layer kind, one example at a time: slow, and simple enough to trust. */
import { inferShapes, samePadding, sizeOf, type Network, type ShapedLayer } from '../../../pipeline/network/spec.ts';

export type Numbers = Record<string, Float64Array>;

/** What `network` makes of one example. */
export function referenceForward(network: Network, example: Float64Array, weights: Numbers): Float64Array {
  return inferShapes(network).reduce((value, shaped) => layerForward(shaped, value, weights), example);
}

function layerForward(shaped: ShapedLayer, x: Float64Array, weights: Numbers): Float64Array {
  const { layer, input, output } = shaped;
  const y = new Float64Array(sizeOf(output));
  const w = weights[`${layer.name}.weight`];
  const b = weights[`${layer.name}.bias`];
  const [channels, height, width] = input as [number, number, number];
  const [filters, rows, columns] = output as [number, number, number];
  switch (layer.kind) {
    case 'conv2d': {
      const top = samePadding(height, layer.kernel, layer.stride).before;
      const left = samePadding(width, layer.kernel, layer.stride).before;
      for (let f = 0; f < filters; f += 1) for (let r = 0; r < rows; r += 1) for (let q = 0; q < columns; q += 1) {
        let sum = b![f]!;
        for (let c = 0; c < channels; c += 1) for (let i = 0; i < layer.kernel; i += 1) for (let j = 0; j < layer.kernel; j += 1) {
          const from = [r * layer.stride + i - top, q * layer.stride + j - left] as const;
          if (from[0] < 0 || from[0] >= height || from[1] < 0 || from[1] >= width) continue;
          sum += x[(c * height + from[0]) * width + from[1]]! * w![((f * channels + c) * layer.kernel + i) * layer.kernel + j]!;
        }
        y[(f * rows + r) * columns + q] = sum;
      }
      return y;
    }
    case 'conv2d-transpose': {
      const top = samePadding(rows, layer.kernel, layer.stride).before;
      const left = samePadding(columns, layer.kernel, layer.stride).before;
      y.forEach((_, index) => { y[index] = b![Math.floor(index / (rows * columns))]!; });
      for (let c = 0; c < channels; c += 1) for (let r = 0; r < height; r += 1) for (let q = 0; q < width; q += 1) {
        for (let f = 0; f < filters; f += 1) for (let i = 0; i < layer.kernel; i += 1) for (let j = 0; j < layer.kernel; j += 1) {
          const to = [r * layer.stride + i - top, q * layer.stride + j - left] as const;
          if (to[0] < 0 || to[0] >= rows || to[1] < 0 || to[1] >= columns) continue;
          y[(f * rows + to[0]) * columns + to[1]]! += x[(c * height + r) * width + q]! * w![((c * filters + f) * layer.kernel + i) * layer.kernel + j]!;
        }
      }
      return y;
    }
    case 'dense':
      return y.map((_, unit) => x.reduce((sum, value, index) => sum + value * w![index * layer.units + unit]!, b![unit]!));
    case 'upsample':
      return y.map((_, index) => {
        const [c, r, q] = place(index, rows, columns);
        return x[(c * height + Math.floor(r / layer.factor)) * width + Math.floor(q / layer.factor)]!;
      });
    case 'depth-to-space':
      return y.map((_, index) => {
        const [c, r, q] = place(index, rows, columns);
        const from = ((r % layer.block) * layer.block + (q % layer.block)) * filters + c;
        return x[(from * height + Math.floor(r / layer.block)) * width + Math.floor(q / layer.block)]!;
      });
    case 'space-to-depth':
      return y.map((_, index) => {
        const [f, r, q] = place(index, rows, columns);
        const block = Math.floor(f / channels);
        return x[((f % channels) * height + r * layer.block + Math.floor(block / layer.block)) * width + q * layer.block + (block % layer.block)]!;
      });
    case 'flatten': case 'reshape': return x;
    case 'affine': return x.map((value) => value * layer.scale + layer.offset);
    case 'relu': return x.map((value) => Math.max(0, value));
    case 'leaky-relu': return x.map((value) => value > 0 ? value : layer.slope * value);
    case 'sigmoid': return x.map((value) => 1 / (1 + Math.exp(-value)));
  }
}

const place = (index: number, rows: number, columns: number): [number, number, number] =>
  [Math.floor(index / (rows * columns)), Math.floor(index / columns) % rows, index % columns];
