import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWeights, readWeights, writeWeights, type Weights } from '../../../pipeline/network/weights.ts';
import { Problem } from '../../../pipeline/problem.ts';

const tensor = fc.array(fc.nat(4), { maxLength: 3 }).chain((shape) => {
  const size = shape.reduce((product, length) => product * length, 1);
  return fc.record({ shape: fc.constant(shape), data: fc.float32Array({ minLength: size, maxLength: size }) });
});
// Names like "1" would come first in a JSON object whatever their place.
const name = fc.string({ minLength: 1, unit: 'binary' }).map((text) => `layer ${text}`);
const some = fc.array(fc.tuple(name, tensor), { maxLength: 5 }).map((entries): Weights => new Map(entries));

it('reads back what it wrote', () => {
  fc.assert(fc.property(some, (weights) => {
    const back = readWeights(writeWeights(weights), 'a file');
    expect([...back.keys()]).toEqual([...weights.keys()]);
    for (const [key, { shape, data }] of weights) {
      expect(back.get(key)!.shape).toEqual(shape);
      expect(Buffer.from(back.get(key)!.data.buffer)).toEqual(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    }
  }));
});

const weights: Weights = new Map([['a.weight', { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }], ['a.bias', { shape: [2], data: Float32Array.of(5, 6) }]]);
const bytes = writeWeights(weights);

it('lays the file out as safetensors says', () => {
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  expect(length % 8).toBe(0);
  expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
    'a.weight': { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] }, 'a.bias': { dtype: 'F32', shape: [2], data_offsets: [16, 24] },
  });
  expect(Array.from(new Float32Array(bytes.slice(8 + length).buffer))).toEqual([1, 2, 3, 4, 5, 6]);
});

describe('says what is wrong with a damaged file', () => {
  const replaced = (from: string, to: string): Uint8Array => Buffer.from(Buffer.from(bytes).toString('latin1').replace(from, to), 'latin1');
  it.each([
    ['empty', new Uint8Array(3), /has only 3 bytes/],
    ['cut in the header', bytes.subarray(0, 40), /header is cut off/],
    ['cut in the values', bytes.subarray(0, bytes.length - 4), /values of “a.bias” are cut off/],
    ['too long', Uint8Array.of(...bytes, 0), /1 bytes follow/],
    ['a broken header', replaced('{', '!'), /not JSON/],
    ['another type', replaced('F32', 'F64'), /“a.weight” holds F64/],
    ['another shape', replaced('[2,2]', '[2,3]'), /“a.weight” has 16 bytes where its shape 2 × 3 wants 24/],
    ['a negative place', replaced('[0,16]', '[-9,6]'), /“a.weight” makes no sense/],
  ])('%s', (_, damaged, message) => {
    expect(() => readWeights(damaged, 'flags.safetensors')).toThrow(Problem);
    expect(() => readWeights(damaged, 'flags.safetensors')).toThrow(message);
    expect(() => readWeights(damaged, 'flags.safetensors')).toThrow(/^flags\.safetensors is not a whole weights file/);
  });
});

it('notices the weights of another network', () => {
  const dense = (units: number, name = 'a') => ({ input: [2], layers: [{ name, kind: 'dense' as const, units }] });
  expect(() => checkWeights(weights, dense(2), 'w')).not.toThrow();
  expect(() => checkWeights(weights, dense(3), 'w')).toThrow(/holds “a.weight” as 2 × 2 where the network wants 2 × 3/);
  expect(() => checkWeights(weights, dense(2, 'b'), 'w')).toThrow(/has no tensor “b.weight”/);
});
