import { expect, it } from 'vitest';
import { decompressLz4Frame } from '../../../../../pipeline/encoders/own/vectors/lz4-frame.ts';
import { lz4Frame, lz4Values } from './lz4.support.ts';

it('reads a frame whose blocks refer to each other', () => {
  const bytes = decompressLz4Frame(lz4Frame, lz4Values.byteLength);
  expect(Buffer.compare(bytes, new Uint8Array(lz4Values.buffer))).toBe(0);
});

it.each([3, 15, 16, 270, 300])('reads %i bytes that were stored as they are, past sizes and checksums', (length) => {
  const stored = Buffer.from(Array.from({ length }, (_, index) => (index * 37) % 251));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(0x80000000 + length);
  // Flags: blocks alone, with checksums, the size of all written down.
  const frame = Buffer.concat([Buffer.of(0x04, 0x22, 0x4d, 0x18, 0x78, 0x40), Buffer.alloc(8), Buffer.of(0), head, stored, Buffer.alloc(4), Buffer.alloc(4)]);
  expect(Buffer.compare(decompressLz4Frame(frame, length), stored)).toBe(0);
});

it('refuses what is no frame, is cut off, or is longer than said', () => {
  expect(() => decompressLz4Frame(new Uint8Array(30), 10)).toThrow('not a frame of LZ4');
  expect(() => decompressLz4Frame(lz4Frame.subarray(0, 400), lz4Values.byteLength)).toThrow();
  expect(() => decompressLz4Frame(lz4Frame, lz4Values.byteLength - 70_000)).toThrow();
});
