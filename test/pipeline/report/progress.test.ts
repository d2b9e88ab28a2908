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

  it.each([false, true])('counts on where nobody knows how much there is; on a terminal: %s', (isTTY) => {
    const { text, progress, tick } = record(isTTY);
    for (let done = 0; done <= 2_500; done += 100) {
      progress.step('a.zip', done, null);
      tick(1);
    }
    const lines = isTTY ? [] : ['  a.zip  0', '  a.zip  1,000', '  a.zip  2,000'];
    if (isTTY) expect(text()).toMatch(/a\.zip {2}2,500$/);
    expect(text().split('\n').slice(0, -1)).toEqual(lines);
    progress.step('a.zip', 2_501, 2_501);
    expect(text().split('\n')).toHaveLength(lines.length + 2);
    expect(text()).toMatch(/2,501 of 2,501\n$/);
  });

  it('writes amounts as it is told to', () => {
    const { text, progress } = record(false);
    progress.step('a.zip', 1, 4, undefined, (count) => `${count} MB`);
    expect(text()).toBe('  a.zip  1 MB of 4 MB  0 s left\n');
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

  it('keeps a work on the line when something is said meanwhile, and drops one that never reached its total at the end', () => {
    const { text, progress, tick } = record(true);
    progress.step('broken', 1, 4);
    progress.say('hello');
    progress.step('one', 1, 4);
    expect(text().split('\r').at(-1)).toMatch(/broken.*one/);
    progress.end();
    expect(text().endsWith('\n')).toBe(true);
    tick(1);
    progress.step('two', 1, 4);
    expect(text().split('\r').at(-1)).toMatch(/^\u001b\[2K {2}two/);
  });
});
