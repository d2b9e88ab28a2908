/**
 * Reads named tensors from safetensors files (https://github.com/huggingface/safetensors): eight bytes with the length of a JSON
 * header, the header, then the values, little-endian. Works in Node and in the browser.
 */
import { fromHalf } from './half.ts';

export interface Tensor {
  /** Sizes, row-major. Empty for one number. */
  shape: number[];
  data: Float32Array;
}

export interface SafetensorsFile {
  /** In the order of the header. Half-precision values are widened. */
  tensors: Map<string, Tensor>;
  metadata: Record<string, string> | null;
  /** The header without its metadata, and the bytes of all values: what a checksum is taken of. */
  entries: Record<string, unknown>;
  values: Uint8Array;
}

/** Says what is wrong with a file, as a clause; the caller knows its name. */
export class SafetensorsError extends Error {
  override name = 'SafetensorsError';
}

const readers = {
  F32: { size: 4, read: (view: DataView, at: number) => view.getFloat32(at, true) },
  F16: { size: 2, read: (view: DataView, at: number) => fromHalf(view.getUint16(at, true)) },
};

interface Entry { dtype: string; shape: number[]; data_offsets: [number, number] }

/** Reads a file of float32 and float16 tensors. Throws a SafetensorsError where it is damaged. */
export function readSafetensors(bytes: Uint8Array): SafetensorsFile {
  if (bytes.length < 8) throw new SafetensorsError(`it has only ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 8 + Number(view.getBigUint64(0, true));
  if (start > bytes.length) throw new SafetensorsError('its header is cut off');
  const { __metadata__: metadata, ...entries } = readHeader(bytes.subarray(8, start));
  const tensors = new Map<string, Tensor>();
  let end = start;
  for (const [name, value] of Object.entries(entries)) {
    const { dtype, shape, data_offsets: [from, to] } = checkEntry(name, value);
    const reader = Object.hasOwn(readers, dtype) ? readers[dtype as keyof typeof readers] : undefined;
    if (!reader) throw new SafetensorsError(`“${name}” holds ${dtype} values where F32 or F16 is wanted`);
    const count = shape.reduce((product, size) => product * size, 1);
    if (to - from !== reader.size * count) throw new SafetensorsError(`“${name}” has ${to - from} bytes where its shape ${shape.join(' × ')} wants ${reader.size * count}`);
    if (start + to > bytes.length) throw new SafetensorsError(`the values of “${name}” are cut off`);
    const data = new Float32Array(count);
    for (let index = 0; index < count; index += 1) data[index] = reader.read(view, start + from + reader.size * index);
    tensors.set(name, { shape, data });
    end = Math.max(end, start + to);
  }
  if (end !== bytes.length) throw new SafetensorsError(`${bytes.length - end} bytes follow its last tensor`);
  return { tensors, metadata: checkMetadata(metadata), entries, values: bytes.subarray(start) };
}

function readHeader(bytes: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (header !== null && typeof header === 'object' && !Array.isArray(header)) return header as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw new SafetensorsError('its header is not JSON');
}

function checkMetadata(metadata: unknown): Record<string, string> | null {
  if (metadata === undefined) return null;
  if (metadata === null || typeof metadata !== 'object' || !Object.values(metadata).every((value) => typeof value === 'string')) {
    throw new SafetensorsError('the header’s metadata make no sense');
  }
  return metadata as Record<string, string>;
}

function checkEntry(name: string, entry: unknown): Entry {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Partial<Record<keyof Entry, unknown>>;
  const whole = (list: unknown): list is number[] => Array.isArray(list) && list.every((value) => Number.isSafeInteger(value) && value >= 0);
  if (typeof dtype !== 'string' || !whole(shape) || !whole(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!) {
    throw new SafetensorsError(`the header's entry “${name}” makes no sense`);
  }
  return { dtype, shape, data_offsets: [offsets[0]!, offsets[1]!] };
}
