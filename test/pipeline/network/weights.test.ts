import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../pipeline/ground/problem.ts';
import { checkWeights, readWeights, writeWeights, type Weights } from '../../../pipeline/network/weights.ts';

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
    __metadata__: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    'a.weight': { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] }, 'a.bias': { dtype: 'F32', shape: [2], data_offsets: [16, 24] },
  });
  expect(Array.from(new Float32Array(bytes.slice(8 + length).buffer))).toEqual([1, 2, 3, 4, 5, 6]);
});

it('halves the precision for pages', () => {
  const half = writeWeights(new Map([['a.bias', { shape: [4], data: Float32Array.of(0.1, -3, 1e6, 1e-7) }]]), 'F16');
  const { data } = readWeights(half, 'a file').get('a.bias')!;
  expect(Array.from(data)).toEqual([0.0999755859375, -3, Infinity, 2 ** -23]);
  expect(half.length).toBeLessThan(writeWeights(new Map([['a.bias', { shape: [4], data }]])).length);
});

describe('refuses a damaged file with one sentence', () => {
  const refused = (damaged: Uint8Array): void => {
    const sentence = expect.stringMatching(/^flags\.safetensors is not a whole weights file: .+; delete it and build again\.$/s) as unknown;
    expect(() => readWeights(damaged, 'flags.safetensors')).toThrow(expect.objectContaining({ constructor: Problem, message: sentence }));
  };

  it('cut anywhere', () => {
    for (let length = 0; length < bytes.length; length += 1) refused(bytes.subarray(0, length));
  });

  it('with any bit turned', () => {
    for (let bit = 0; bit < 8 * bytes.length; bit += 1) {
      const damaged = Uint8Array.from(bytes);
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      refused(damaged);
    }
  });

  it('with bytes after its end', () => refused(Uint8Array.of(...bytes, 0)));
});

it('reads files of other programs, which have no checksum', () => {
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Record<string, unknown>;
  delete header['__metadata__'];
  const json = Buffer.from(JSON.stringify(header));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(json.length));
  expect(readWeights(Buffer.concat([size, json, bytes.subarray(8 + length)]), 'w')).toEqual(weights);
});

it('notices the weights of another network', () => {
  const dense = (units: number, name = 'a') => ({ input: [2], layers: [{ name, kind: 'dense' as const, units }] });
  expect(() => checkWeights(weights, dense(2), 'w')).not.toThrow();
  expect(() => checkWeights(weights, dense(3), 'w')).toThrow(/holds “a.weight” as 2 × 2 where the network wants 2 × 3/);
  expect(() => checkWeights(weights, dense(2, 'b'), 'w')).toThrow(/has no tensor “b.weight”/);
});
