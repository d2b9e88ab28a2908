/** Turns stage results into bytes and back: plain data with typed arrays inside, through V8's structured clone format. */
import { deserialize, serialize } from 'node:v8';

/** Bytes of `value`. Typed arrays over shared memory are copied, because the format refuses shared memory. */
export function encode(value: unknown): Uint8Array {
  return serialize(unshared(value));
}

/** The value that `encode` was given. Throws where the bytes are no such value. */
export function decode(bytes: Uint8Array): unknown {
  return deserialize(bytes);
}

function unshared(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    const view = value as Uint8Array;
    return view.buffer instanceof SharedArrayBuffer ? view.slice() : view;
  }
  if (Array.isArray(value)) return value.map(unshared);
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, unshared(entry)]));
  }
  return value;
}
