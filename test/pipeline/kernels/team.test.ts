import { describe, expect, it, onTestFinished } from 'vitest';
import { compiledKernels } from '../../../pipeline/kernels/compile.ts';
import { KernelMemory } from '../../../pipeline/kernels/memory.ts';
import { Team } from '../../../pipeline/kernels/team.ts';

interface Sums {
  squares: (part: number, values: number, sums: number) => void;
  trap: (part: number) => void;
}

const PARTS = 200;

async function teamOf(threads: number): Promise<{ team: Team<Sums>; memory: KernelMemory }> {
  const memory = new KernelMemory();
  const team = new Team<Sums>(await compiledKernels(new URL('./assembly/sums.ts', import.meta.url)), memory, threads);
  onTestFinished(() => team.close());
  return { team, memory };
}

describe('Team', () => {
  it.each([1, 2, 3])('does every part once, on %i threads, call after call', async (threads) => {
    const { team, memory } = await teamOf(threads);
    const values = memory.floats(64 * PARTS);
    const sums = memory.floats(PARTS);
    for (let call = 0; call < 500; call += 1) {
      // Now and then a pause, so that the helpers have started and have gone to sleep.
      if (call % 100 === 50) await new Promise((resolve) => { setTimeout(resolve, 30); });
      const parts = 1 + (call * 7) % PARTS;
      values.fill(call % 11);
      sums.fill(-1);
      team.run('squares', parts, values.byteOffset, sums.byteOffset);
      const expected = new Float32Array(PARTS).fill(64 * (call % 11) ** 2, 0, parts).fill(-1, parts);
      expect(sums.every((sum, part) => sum === expected[part])).toBe(true);
    }
  });

  it.each([1, 2])('throws where a part traps, and goes on afterwards, on %i threads', async (threads) => {
    const { team, memory } = await teamOf(threads);
    expect(() => team.run('trap', 5)).toThrow();
    expect(() => team.run('trap', 2)).not.toThrow();
    const values = memory.floats(64).fill(1);
    const sums = memory.floats(1);
    team.run('squares', 1, values.byteOffset, sums.byteOffset);
    expect(sums[0]).toBe(64);
  });

  it('refuses what a call cannot carry', async () => {
    const { team } = await teamOf(1);
    expect(() => team.run('trap', 5000)).toThrow(RangeError);
  });
});
