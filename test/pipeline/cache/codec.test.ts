import { expect, it } from 'vitest';
import { decode, encode } from '../../../pipeline/cache/codec.ts';

it('keeps plain data and typed arrays, shared memory included', () => {
  const shared = new Uint8Array(new SharedArrayBuffer(3));
  shared.set([1, 2, 3]);
  const value = { name: 'a', list: [1, null, { deep: Float32Array.of(0.5) }], shared, bytes: Buffer.from('xy') };
  const back = decode(encode(value)) as typeof value;
  expect(back.name).toBe('a');
  expect(back.list).toEqual([1, null, { deep: Float32Array.of(0.5) }]);
  expect(Array.from(back.shared)).toEqual([1, 2, 3]);
  expect(Buffer.from(back.bytes).toString()).toBe('xy');
});
