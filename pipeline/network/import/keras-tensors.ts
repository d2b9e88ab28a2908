/** Turns the tensors of a Keras model into the weights of a network: other names, other orders of axes. */
import { Problem } from '../../ground/problem.ts';
import { fromChannelsLast } from '../channels-last.ts';
import { permuted } from '../permute.ts';
import { inferShapes, sizeOf, type ShapedLayer, type WeightRole } from '../shapes.ts';
import type { Network, Shape } from '../spec.ts';
import type { NamedTensor, Weights } from '../weights.ts';

/** Tensors with Keras's orders of axes, by `tensorKey`. */
export type KerasTensors = Map<string, NamedTensor>;

export const tensorKey = (layer: string, role: WeightRole): string => `${layer}/${role}`;

/** Endings of tensor names, in all the ways that versions of Keras spell them. */
const endings: [ending: RegExp, role: WeightRole][] = [
  [/(^|_)(kernel|W)(_\d+)?$/, 'kernel'],
  [/(^|_)(bias|b)(_\d+)?$/, 'bias'],
  [/(^|_)gamma(_\d+)?$/, 'scale'],
  [/(^|_)beta(_\d+)?$/, 'offset'],
  [/(^|_)(moving|running)_mean(_\d+)?$/, 'running-mean'],
  [/(^|_)(moving_variance|running_(variance|std))(_\d+)?$/, 'running-variance'],
];

/** What the last part of a tensor's name, such as `depthwise_kernel` or `block1_conv1_W_1:0`, says that it is; null where it says nothing. */
export function roleOf(name: string): WeightRole | null {
  const plain = name.replace(/:\d+$/, '');
  return endings.find(([ending]) => ending.test(plain))?.[1] ?? null;
}

/** Starting values of tensors that a batch norm without γ or β does not have. */
const neutral: Partial<Record<WeightRole, number>> = { scale: 1, offset: 0 };

/**
 * The weights of `network` out of `tensors`, which may hold more. Tensors named in `absent` are not there and are made up so that they do
 * nothing. Throws a Problem that names `file` and the layer where a tensor is missing or has another shape.
 */
export function weightsFromKeras(network: Network, tensors: KerasTensors, absent: ReadonlySet<string>, file: string): Weights {
  const weights: Weights = new Map();
  const pictures = flattenedPictures(network);
  for (const [at, shaped] of inferShapes(network).entries()) {
    const { layer } = shaped;
    for (const { name, shape, role } of shaped.weights) {
      const found = tensors.get(tensorKey(layer.name, role));
      if (!found && !absent.has(name)) throw new Problem(`${file} holds no ${role} of layer “${layer.name}”; get the whole file again, or one of the same network.`);
      const tensor = found ? ours(shaped, role, found, pictures[at]!) : { shape, data: new Float32Array(sizeOf(shape)).fill(neutral[role]!) };
      if (!tensor || tensor.shape.join() !== shape.join()) {
        throw new Problem(`${file} holds a ${role} of ${found!.shape.join(' × ')} for layer “${layer.name}”, which does not fit the network's ${shape.join(' × ')}; get a file of the same network.`);
      }
      weights.set(name, tensor);
    }
  }
  return weights;
}

/** Null where the sizes cannot be brought together. */
function ours({ layer }: ShapedLayer, role: WeightRole, tensor: NamedTensor, picture: Shape | null): NamedTensor | null {
  if (!picture) return fromChannelsLast(layer.kind, tensor);
  if (layer.kind !== 'batch-norm' && role !== 'kernel') return tensor;
  if (tensor.shape[0] !== sizeOf(picture)) return null;
  const [channels, height, width] = picture;
  const rest = tensor.data.length / sizeOf(picture);
  return { shape: tensor.shape, data: permuted({ shape: [height!, width!, channels!, rest], data: tensor.data }, [2, 0, 1, 3]).data };
}

/**
 * For each layer the picture that its input vector was flattened from: Keras flattens height × width × channels, we flatten channels ×
 * height × width. Null where there is none, or the order is the same.
 */
export function flattenedPictures(network: Network): (Shape | null)[] {
  let picture: Shape | null = null;
  return inferShapes(network).map(({ layer, input }) => {
    const before = picture;
    if (layer.kind === 'flatten' && !sameOrder(input)) picture = input;
    else if (layer.kind === 'dense') picture = null;
    return before;
  });
}

/** Whether the values of a picture, one after the other, are in the same order with channels first and last. */
export const sameOrder = (shape: Shape): boolean => shape.length !== 3 || shape[0] === 1 || shape[1]! * shape[2]! === 1;
