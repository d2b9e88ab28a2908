/** Imports HDF5 files of Keras weights, such as `vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5`: a group a layer, its tensors inside. */
import { access } from 'node:fs/promises';
import { Dataset, File, Group, ready } from 'h5wasm/node';
import { Problem } from '../../ground/problem.ts';
import type { Network } from '../spec.ts';
import type { NamedTensor, Weights } from '../weights.ts';
import { roleOf, tensorKey, weightsFromKeras, type KerasTensors } from './keras-tensors.ts';

/**
 * The weights of `network` out of an HDF5 file that Keras wrote, by the names of its layers; layers that the network does not have are
 * passed over. Throws a Problem where the file is missing, damaged or of another network.
 */
export async function readKerasWeights(file: string, network: Network): Promise<Weights> {
  await access(file).catch(() => {
    throw new Problem(`${file} does not exist; name an HDF5 file of Keras weights.`);
  });
  return weightsFromKeras(network, await readTensors(file), new Set(), file);
}

async function readTensors(file: string): Promise<KerasTensors> {
  // Errors are thrown, where the library would print them.
  (await ready).activate_throwing_error_handler();
  try {
    const root = new File(file, 'r');
    try {
      const whole = root.get('model_weights');
      const top = whole instanceof Group ? whole : root;
      return new Map(top.keys().flatMap((layer) => {
        const group = top.get(layer);
        return group instanceof Group ? datasets(group).flatMap(([name, tensor]) => {
          const role = roleOf(name);
          return role ? [[tensorKey(layer, role), tensor] as const] : [];
        }) : [];
      }));
    } finally {
      root.close();
    }
  } catch {
    throw new Problem(`${file} is no whole HDF5 file of Keras weights; get it again.`);
  }
}

/** All datasets below a group by the last part of their name: some versions of Keras put a group of the layer's name in between. */
function datasets(group: Group): [name: string, tensor: NamedTensor][] {
  return group.keys().flatMap((key): [string, NamedTensor][] => {
    const entity = group.get(key);
    if (entity instanceof Group) return datasets(entity);
    if (!(entity instanceof Dataset)) return [];
    const { value, shape } = entity;
    if (!(value instanceof Float32Array) && !(value instanceof Float64Array)) throw new Error(`“${key}” holds no floats`);
    return [[key, { shape: shape ?? [], data: Float32Array.from(value) }]];
  });
}
