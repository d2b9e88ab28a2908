/**
 * Named float32 tensors and their file format, safetensors (https://github.com/huggingface/safetensors): eight bytes with the length
 * of a JSON header, the header, then the values, little-endian.
 */
import { Problem } from '../problem.ts';
import { sizeOf, weightsOf, type Network, type Shape } from './spec.ts';

export interface NamedTensor {
  shape: Shape;
  data: Float32Array;
}

/** Tensors by name, in the order of the network's layers. */
export type Weights = Map<string, NamedTensor>;

/** The bytes of a safetensors file. The same weights give the same bytes. */
export function writeWeights(weights: Weights): Uint8Array {
  let offset = 0;
  const entries = [...weights].map(([name, { shape, data }]) => {
    const begin = offset;
    offset += data.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, offset] }] as const;
  });
  const json = JSON.stringify(Object.fromEntries(entries));
  // Spaces after the header let the values begin at a multiple of eight bytes.
  const header = new TextEncoder().encode(json.padEnd(json.length + (8 - (new TextEncoder().encode(json).length % 8)) % 8));
  const bytes = new Uint8Array(8 + header.length + offset);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  let at = 8 + header.length;
  for (const { data } of weights.values()) {
    for (const value of data) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return bytes;
}

interface HeaderEntry { dtype: string; shape: number[]; data_offsets: [number, number] }

/** Reads a safetensors file of float32 tensors. `file` names it in messages. Throws a Problem where it is damaged. */
export function readWeights(bytes: Uint8Array, file: string): Weights {
  const damaged = (what: string): Problem => new Problem(`${file} is not a whole weights file: ${what}; delete it and build again.`);
  if (bytes.length < 8) throw damaged(`it has only ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  const start = 8 + headerLength;
  if (start > bytes.length) throw damaged('its header is cut off');
  const header = readHeader(bytes.subarray(8, start), damaged);
  const weights: Weights = new Map();
  let end = start;
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const { dtype, shape, data_offsets: [from, to] } = checkEntry(name, entry, damaged);
    if (dtype !== 'F32') throw damaged(`“${name}” holds ${dtype} values where F32 is wanted`);
    if (to - from !== 4 * sizeOf(shape)) throw damaged(`“${name}” has ${to - from} bytes where its shape ${shape.join(' × ')} wants ${4 * sizeOf(shape)}`);
    if (start + to > bytes.length) throw damaged(`the values of “${name}” are cut off`);
    const data = new Float32Array(sizeOf(shape));
    for (let index = 0; index < data.length; index += 1) data[index] = view.getFloat32(start + from + 4 * index, true);
    weights.set(name, { shape, data });
    end = Math.max(end, start + to);
  }
  if (end !== bytes.length) throw damaged(`${bytes.length - end} bytes follow its last tensor`);
  return weights;
}

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

function readHeader(bytes: Uint8Array, damaged: (what: string) => Problem): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (header !== null && typeof header === 'object' && !Array.isArray(header)) return header as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw damaged('its header is not JSON');
}

function checkEntry(name: string, entry: unknown, damaged: (what: string) => Problem): HeaderEntry {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Partial<Record<keyof HeaderEntry, unknown>>;
  const whole = (list: unknown): list is number[] => Array.isArray(list) && list.every((value) => Number.isSafeInteger(value) && value >= 0);
  if (typeof dtype !== 'string' || !whole(shape) || !whole(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!) {
    throw damaged(`the header's entry “${name}” makes no sense`);
  }
  return { dtype, shape, data_offsets: [offsets[0]!, offsets[1]!] };
}
