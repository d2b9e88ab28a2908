/** Lets timers, progress bars and Ctrl-C have a turn during long computations. */

/**
 * A function to call once a step: every `steps` calls it hands control to the event loop and then throws the signal's
 * reason where it was aborted. It counts instead of looking at a clock, so that results and order never depend on time.
 */
export function pauseEvery(steps: number, signal?: AbortSignal): () => Promise<void> {
  signal?.throwIfAborted();
  let count = 0;
  return async () => {
    count += 1;
    if (count < steps) return;
    count = 0;
    await new Promise<void>((resolve) => { setImmediate(resolve); });
    signal?.throwIfAborted();
  };
}
