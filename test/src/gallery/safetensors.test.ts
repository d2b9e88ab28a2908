import { describe, expect, it } from 'vitest';
import { readSafetensors, SafetensorsError } from '../../../src/gallery/safetensors.ts';

const HEADER = '{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"F16","shape":[],"data_offsets":[16,18]}}';

function file(header: string, values: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + header.length + values.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(new TextEncoder().encode(header), 8);
  bytes.set(values, 8 + header.length);
  return bytes;
}

const VALUES = Uint8Array.of(...new Uint8Array(Float32Array.of(1, -2, 0.5, 0).buffer), 0x00, 0xc2);

it('reads float32 and float16 tensors, wherever the file lies in memory', () => {
  const bytes = file(HEADER, VALUES);
  const shifted = new Uint8Array(bytes.length + 3).subarray(3);
  shifted.set(bytes);
  for (const each of [bytes, shifted]) {
    expect(readSafetensors(each).tensors).toEqual(new Map([
      ['a', { shape: [2, 2], data: Float32Array.of(1, -2, 0.5, 0) }], ['b', { shape: [], data: Float32Array.of(-3) }],
    ]));
  }
});

describe('says what is wrong with a file', () => {
  it.each([
    ['too short', new Uint8Array(3), /it has only 3 bytes/],
    ['cut in the header', file(HEADER, VALUES).subarray(0, 40), /header is cut off/],
    ['a header that is not JSON', file('[1', VALUES), /header is not JSON/],
    ['cut in the values', file(HEADER, VALUES.subarray(1)), /values of “b” are cut off/],
    ['too long', file(HEADER, Uint8Array.of(...VALUES, 1)), /1 bytes follow/],
    ['another type', file(HEADER.replace('F32', 'I64'), VALUES), /“a” holds I64 values where F32 or F16 is wanted/],
    ['another shape', file(HEADER.replace('[2,2]', '[2,3]'), VALUES), /“a” has 16 bytes where its shape 2 × 3 wants 24/],
    ['a negative place', file(HEADER.replace('[0,16]', '[-9,6]'), VALUES), /“a” makes no sense/],
    ['metadata that are no texts', file(HEADER.replace('{"a"', '{"__metadata__":{"x":1},"a"'), VALUES), /metadata make no sense/],
  ])('%s', (_, damaged, message) => {
    expect(() => readSafetensors(damaged)).toThrow(SafetensorsError);
    expect(() => readSafetensors(damaged)).toThrow(message);
  });
});
