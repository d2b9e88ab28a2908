import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../pipeline/ground/at-once.ts';

describe('atOnce', () => {
  it('gives results in the values’ order, whichever comes first', async () => {
    const results = await atOnce(3, [30, 1, 10, 0], async (milliseconds, index) => {
      await wait(milliseconds);
      return `${index}: ${milliseconds}`;
    });
    expect(results).toEqual(['0: 30', '1: 1', '2: 10', '3: 0']);
  });

  it.each([[1, 1], [4, 4], [50, 20]])('holds at most %i of 20 in work', async (most, reached) => {
    let [now, peak] = [0, 0];
    await atOnce(most, Array.from({ length: 20 }), async () => {
      peak = Math.max(peak, ++now);
      await wait(1);
      now -= 1;
    });
    expect(peak).toBe(reached);
  });

  it('begins nothing after a failure, waits for what is in work, and throws the first error', async () => {
    const [begun, ended]: [number[], number[]] = [[], []];
    const working = atOnce(2, [0, 1, 2, 3], async (value) => {
      begun.push(value);
      await wait(value === 0 ? 1 : 20);
      ended.push(value);
      if (value < 2) throw new Error(`failure ${value}`);
    });
    await expect(working).rejects.toThrow('failure 0');
    expect([begun, ended]).toEqual([[0, 1], [0, 1]]);
  });

  it('does nothing for no values', async () => {
    expect(await atOnce(4, [], () => Promise.reject(new Error('never')))).toEqual([]);
  });
});
