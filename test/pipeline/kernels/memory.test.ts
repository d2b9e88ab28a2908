import { describe, expect, it } from 'vitest';
import { Problem } from '../../../pipeline/ground/problem.ts';
import { KernelMemory } from '../../../pipeline/kernels/memory.ts';

describe('KernelMemory', () => {
  it('hands out aligned arrays that do not overlap, growing as it must', () => {
    const memory = new KernelMemory();
    const arrays = [memory.bytes(3), memory.integers(5), memory.floats(100_000), memory.doubles(7), memory.floats(0), memory.bytes(1)];
    let end = 1;
    for (const array of arrays) {
      expect(array.byteOffset % 64).toBe(0);
      expect(array.byteOffset).toBeGreaterThanOrEqual(end);
      end = array.byteOffset + array.byteLength;
    }
    expect(memory.memory.buffer.byteLength).toBeGreaterThanOrEqual(end);
    arrays[2]!.fill(1);
    expect(arrays[3]!.every((value) => value === 0)).toBe(true);
  });

  it('says what to do where more is asked for than there can be, and still hands out what there is', () => {
    const memory = new KernelMemory();
    expect(() => memory.floats(2 ** 30)).toThrow(Problem);
    expect(() => memory.floats(2 ** 30)).toThrow('This step needs more than 4 GiB of memory, the most that it can have; choose fewer pictures, or a lower “perplexity” of “tsne” where a map is made.');
    expect(memory.memory.buffer.byteLength).toBeLessThan(1e6);
    expect(memory.floats(4)).toHaveLength(4);
  });

  it('keeps arrays in use when it grows, and hands out released places again', () => {
    const memory = new KernelMemory();
    const first = memory.floats(4).fill(7);
    const mark = memory.mark();
    const second = memory.floats(1_000_000);
    memory.release(mark);
    expect(memory.floats(10).byteOffset).toBe(second.byteOffset);
    expect(new Float32Array(memory.memory.buffer, first.byteOffset, 4)).toEqual(new Float32Array([7, 7, 7, 7]));
  });
});
