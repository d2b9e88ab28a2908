import { describe, expect, it } from 'vitest';
import { duration, terminalProgress } from '../../../pipeline/report/progress.ts';

it.each([[0.4, '0 s'], [59, '59 s'], [130, '2 min 10 s'], [3_900, '1 h 5 min']])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

function record(isTTY: boolean): { text: () => string; progress: ReturnType<typeof terminalProgress>; tick: (seconds: number) => void } {
  let written = '';
  let now = 0;
  const progress = terminalProgress({ write: (text) => { written += text; }, isTTY, columns: 200 }, () => now);
  return { text: () => written, progress, tick: (seconds) => { now += seconds; } };
}

describe('terminalProgress', () => {
  it('writes few plain lines, with counts and time left, where there is no terminal', () => {
    const { text, progress, tick } = record(false);
    for (let done = 0; done <= 1_000; done += 1) {
      progress.step('training', done, 1_000);
      tick(0.01);
    }
    const lines = text().trim().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[2]).toContain('training  500 of 1,000  5 s left');
    expect(text()).not.toContain('\u001b');
  });

  it('says at least every half minute that work goes on', () => {
    const { text, progress, tick } = record(false);
    for (let done = 0; done < 10; done += 1) {
      progress.step('slow', done, 100_000);
      tick(31);
    }
    expect(text().trim().split('\n')).toHaveLength(10);
  });

  it('moves one line on a terminal and ends it', () => {
    const { text, progress } = record(true);
    progress.step('pictures', 1, 2);
    progress.step('pictures', 2, 2);
    progress.say('done');
    expect(text()).toContain('\r\u001b[2K');
    expect(text().endsWith('\ndone\n')).toBe(true);
  });

  it('shows works that run side by side on one line', () => {
    const { text, progress, tick } = record(true);
    progress.step('one', 1, 4);
    tick(1);
    progress.step('two', 1, 4);
    expect(text().split('\r').at(-1)).toMatch(/one.*two/);
  });
});
