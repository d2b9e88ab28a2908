/** Ctrl-C asks a build to stop in order. */
import { Problem } from './problem.ts';

/** What is needed of `process`. */
interface Signals {
  on(signal: 'SIGINT' | 'SIGTERM', heard: () => void): unknown;
  exit(code: number): void;
}

/** Seconds within which a signal counts as the same one: a terminal sends Ctrl-C to all processes, and npm passes it on once more. */
const ECHO = 1;

/** Aborted by the first Ctrl-C; a later one ends the process at once. `clock` in seconds. */
export function untilInterrupted(clock: () => number, signals: Signals = process): AbortSignal {
  const stop = new AbortController();
  let asked = 0;
  const heard = (): void => {
    if (!stop.signal.aborted) {
      asked = clock();
      stop.abort(new Problem('Stopped. What was done is kept: the next build goes on from there.'));
    } else if (clock() - asked > ECHO) {
      signals.exit(130);
    }
  };
  signals.on('SIGINT', heard);
  signals.on('SIGTERM', heard);
  return stop.signal;
}
