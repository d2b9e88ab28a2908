/** Named tensors and their file format, safetensors. A checksum of all values lies in the header's metadata. */
import { createHash } from 'node:crypto';
import { toHalf } from '../../src/gallery/half.ts';
import { readSafetensors, SafetensorsError } from '../../src/gallery/safetensors.ts';
import { Problem } from '../ground/problem.ts';
import { sizeOf, weightsOf } from './shapes.ts';
import type { Network, Shape } from './spec.ts';

export interface NamedTensor {
  shape: Shape;
  data: Float32Array;
}

/** Tensors by name, in the order of the network's layers. */
export type Weights = Map<string, NamedTensor>;

/** `F32` as they were trained; `F16` in half the bytes, for pages. */
type Precision = 'F32' | 'F16';

/** The bytes of a safetensors file, with a checksum. The same weights give the same bytes. */
export function writeWeights(weights: Weights, precision: Precision = 'F32'): Uint8Array {
  const size = precision === 'F32' ? 4 : 2;
  let offset = 0;
  const entries = Object.fromEntries([...weights].map(([name, { shape, data }]) => {
    const begin = offset;
    offset += size * data.length;
    return [name, { dtype: precision, shape, data_offsets: [begin, offset] }] as const;
  }));
  const values = new DataView(new ArrayBuffer(offset));
  let at = 0;
  for (const { data } of weights.values()) {
    for (const value of data) {
      if (precision === 'F32') values.setFloat32(at, value, true);
      else values.setUint16(at, toHalf(value), true);
      at += size;
    }
  }
  const valueBytes = new Uint8Array(values.buffer);
  const json = Buffer.from(JSON.stringify({ __metadata__: { sha256: checksum(entries, valueBytes) }, ...entries }));
  // Spaces after the header let the values begin at a multiple of eight bytes.
  const header = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return new Uint8Array(Buffer.concat([length, header, valueBytes]));
}

/** Reads a safetensors file of float32 or float16 tensors. `file` names it in messages. Throws a Problem where a bit of it has changed. */
export function readWeights(bytes: Uint8Array, file: string): Weights {
  try {
    const { tensors, metadata, entries, values } = readSafetensors(bytes);
    // Files of other programs have no metadata of ours.
    if (metadata && metadata.sha256 !== checksum(entries, values)) throw new SafetensorsError('its checksum is not that of its tensors');
    return tensors;
  } catch (error) {
    if (error instanceof SafetensorsError) throw new Problem(`${file} is not a whole weights file: ${error.message}; delete it and build again.`);
    throw error;
  }
}

const checksum = (entries: Record<string, unknown>, values: Uint8Array): string =>
  createHash('sha256').update(JSON.stringify(entries)).update(values).digest('hex');

/** Throws a Problem where `weights` are not those of `network`. `file` names them in the message. */
export function checkWeights(weights: Weights, network: Network, file: string): void {
  for (const { name, shape } of weightsOf(network)) {
    const found = weights.get(name);
    if (!found) throw new Problem(`${file} has no tensor “${name}”; it belongs to another network, so train again.`);
    if (found.shape.join() !== shape.join()) {
      throw new Problem(`${file} holds “${name}” as ${found.shape.join(' × ')} where the network wants ${shape.join(' × ')}; it belongs to another network, so train again.`);
    }
  }
}
