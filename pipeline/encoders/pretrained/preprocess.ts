/** Networks that were trained on other values than 0–1 get layers in front that make theirs of ours. */
import { permuted } from '../../network/permute.ts';
import { outputOf } from '../../network/shapes.ts';
import type { Layer, Network } from '../../network/spec.ts';
import type { NamedTensor, Weights } from '../../network/weights.ts';

interface Trained { network: Network; weights: Weights }

/** Red, green and blue from −1 to 1. */
export function centreOnZero(network: Network, weights: Weights): Trained {
  return { network: before(network, { name: 'preprocess', kind: 'affine', scale: 2, offset: -1 }), weights };
}

/** Means of ImageNet's pictures, red, green and blue, 0–255. */
const MEANS = [123.68, 116.779, 103.939] as const;

/**
 * Blue, green and red, in this order, 0–255 less the means of ImageNet, as Caffe has it. The order is changed in the first convolution;
 * the means cannot be put there, because its padding must stay 0 after they are taken off.
 */
export function centreBlueGreenRed(network: Network, weights: Weights): Trained {
  const first = network.layers[0]?.kind === 'conv2d' ? weights.get(`${network.layers[0].name}.weight`) : undefined;
  if (!first) throw new RangeError('centreBlueGreenRed: the first layer is no convolution with weights');
  return {
    network: before(network, { name: 'preprocess', kind: 'depthwise-conv2d', kernel: 1, stride: 1 }),
    weights: new Map([
      ...weights,
      ['preprocess.weight', { shape: [3, 1, 1, 1], data: new Float32Array(3).fill(255) }],
      ['preprocess.bias', { shape: [3], data: Float32Array.from(MEANS, (mean) => -mean) }],
      [`${network.layers[0]!.name}.weight`, inputsReversed(first)],
    ]),
  };
}

function before(network: Network, layer: Layer): Network {
  return { input: outputOf({ input: network.input, layers: [layer] }), layers: [layer, ...network.layers] };
}

/** A kernel, out × in × height × width, for inputs in the opposite order. */
function inputsReversed(kernel: NamedTensor): NamedTensor {
  const inputsFirst = permuted(kernel, [1, 0, 2, 3]);
  const size = inputsFirst.data.length / inputsFirst.shape[0]!;
  const data = new Float32Array(inputsFirst.data.length);
  for (let input = 0; input < inputsFirst.shape[0]!; input += 1) {
    data.set(inputsFirst.data.subarray(input * size, (input + 1) * size), data.length - (input + 1) * size);
  }
  return permuted({ shape: inputsFirst.shape, data }, [1, 0, 2, 3]);
}
