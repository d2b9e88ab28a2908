import { describe, expect, it } from 'vitest';
import { utf16Of } from '../../../pipeline/ground/utf-16.ts';

describe('utf16Of', () => {
  it.each([
    [[0xff, 0xfe, 0x61, 0], 'utf-16le'], [[0xfe, 0xff, 0, 0x61], 'utf-16be'], [[0xef, 0xbb, 0xbf, 0x61], null], [[0xff], null], [[], null],
  ])('tells what %j begins as: %s', (bytes, encoding) => {
    expect(utf16Of(Uint8Array.from(bytes))).toBe(encoding);
  });
});
