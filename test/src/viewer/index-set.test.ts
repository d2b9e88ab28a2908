import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packIndices, unpackIndices } from '../../../src/viewer/index-set.ts';

describe('index set', () => {
  it('brings every set back, as text that needs no escape', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 600, max: 1 }), (marks) => {
      const text = packIndices(marks);
      expect(text).toMatch(/^[\w-]*$/);
      expect(unpackIndices(text, marks.length)).toEqual(marks.includes(1) ? marks : null);
    }));
  });

  it('holds far items and is short', () => {
    const marks = new Uint8Array(100_000);
    for (let index = 0; index < 300; index += 1) marks[index * 333] = 1;
    const text = packIndices(marks);
    expect(text.length).toBeLessThan(900);
    expect(unpackIndices(text, marks.length)).toEqual(marks);
  });

  it('refuses what it did not write', () => {
    for (const text of ['', '!!', '%20', 'gICA', packIndices(Uint8Array.of(0, 0, 0, 1))]) expect(unpackIndices(text, 3)).toBeNull();
  });
});
