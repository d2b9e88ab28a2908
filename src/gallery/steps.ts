/** Long work in steps: a generator that yields every few milliseconds, so that whoever runs it may do something else in between. */
export type Steps<Result> = Generator<void, Result, void>;

/** Runs work to its end at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Runs work in slices of about `milliseconds`; `pause` waits in between, until the page had its turn. */
export async function finishInSlices<Result>(steps: Steps<Result>, pause: () => Promise<void>, now: () => number, milliseconds = 8): Promise<Result> {
  let start = now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (now() - start < milliseconds) continue;
    await pause();
    start = now();
  }
}
