import { describe, expect, it } from 'vitest';
import { keyOf } from '../../../pipeline/cache/key.ts';

describe('keyOf', () => {
  it('does not depend on the order of keys or on absent ones', () => {
    expect(keyOf({ a: 1, b: 2 })).toBe(keyOf({ b: 2, a: 1, c: undefined }));
  });

  it('tells apart what merely looks alike', () => {
    const keys = [keyOf(['ab']), keyOf(['a', 'b']), keyOf('ab'), keyOf(['a', ['b']]), keyOf(1), keyOf('1'), keyOf(null), keyOf({}), keyOf([]), keyOf(new Uint8Array([1]))];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
