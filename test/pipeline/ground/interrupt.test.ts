import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { untilInterrupted } from '../../../pipeline/ground/interrupt.ts';
import { Problem } from '../../../pipeline/ground/problem.ts';

it('stops in order at the first Ctrl-C and its echo, and at once at a later one', () => {
  const exits: number[] = [];
  const signals = Object.assign(new EventEmitter(), { exit: (code: number) => { exits.push(code); } });
  let now = 10;
  const signal = untilInterrupted(() => now, signals);
  expect(signal.aborted).toBe(false);
  signals.emit('SIGINT');
  signals.emit('SIGINT');
  now += 0.5;
  signals.emit('SIGTERM');
  expect(signal.reason).toBeInstanceOf(Problem);
  expect(exits).toEqual([]);
  now += 2;
  signals.emit('SIGINT');
  expect(exits).toEqual([130]);
});
