import { describe, expect, it } from 'vitest';
import { finish, finishInSlices, type Steps } from '../../../src/gallery/steps.ts';

function* work(steps: number, step: () => void): Steps<string> {
  for (let done = 0; done < steps; done += 1) {
    step();
    yield;
  }
  return 'done';
}

describe('work in steps', () => {
  it('is run to its end', () => {
    let steps = 0;
    expect(finish(work(5, () => { steps += 1; }))).toBe('done');
    expect(steps).toBe(5);
  });

  it('is run in slices of a length, with a pause in between', async () => {
    let time = 0;
    const pauses: number[] = [];
    const pause = async (): Promise<void> => { pauses.push(time); };
    await expect(finishInSlices(work(6, () => { time += 5; }), pause, () => time, 8)).resolves.toBe('done');
    expect(pauses).toEqual([10, 20, 30]);
  });
});
