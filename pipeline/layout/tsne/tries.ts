/** One descent or several: small collections have the time to try again. */
import { seeded } from '../../ground/random.ts';
import { pauseEvery } from '../../kernels/pause.ts';
import { Descent, usualSchedule, type Repulsion } from './descent.ts';
import { divergenceOf } from './divergence.ts';
import type { JointProbabilities } from './joint.ts';
import type { Workshop } from './kernels.ts';
import { shaken } from './start.ts';

export interface Work {
  workshop: Workshop;
  joint: JointProbabilities;
  iterations: number;
  seed: number;
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal | undefined;
}

/** Forces of pairs, over all iterations, that a few more tries may cost: some tenths of a second. */
const WORTH = 4e8;
const MOST_TRIES = 10;
/** Iterations between two reports of progress. */
const REPORT = 10;
/** Forces between two pauses: some ten milliseconds. */
const PAUSE = 3e7;

/**
 * The best map of a few descents from `start`, each shaken by its own noise, the first hardly at all. t-SNE ends in local
 * optima whose divergence differs by some percent. How often is decided by the number of points and iterations alone, never
 * by a clock.
 */
export async function bestDescent(work: Work, start: Float64Array | Float32Array, repulsion: Repulsion): Promise<Float32Array> {
  const tries = Math.max(1, Math.min(MOST_TRIES, Math.floor(WORTH / (forcesIn(work) * work.iterations))));
  const descent = new Descent(work.workshop, work.joint, repulsion);
  let best = { map: new Float32Array(0), divergence: Infinity };
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const from = shaken(start, attempt === 0 ? 0.01 : 0.3, seeded(work.seed, `tsne ${attempt}`));
    const map = await descent.from(from, usualSchedule(work.joint.rows, work.iterations), steps(work, attempt, tries));
    if (tries === 1) return map;
    const divergence = divergenceOf(work.workshop, work.joint, map);
    if (attempt === 0 || divergence < best.divergence) best = { map: map.slice(), divergence };
  }
  return best.map;
}

/** A descent from exactly `start`. */
export function descentFrom(work: Work, start: Float64Array | Float32Array, repulsion: Repulsion): Promise<Float32Array> {
  return new Descent(work.workshop, work.joint, repulsion).from(start, usualSchedule(work.joint.rows, work.iterations), steps(work, 0, 1));
}

/** What to do after every iteration of an attempt: report, and let others have a turn. */
function steps(work: Work, attempt: number, tries: number): (done: number) => Promise<void> {
  const pause = pauseEvery(Math.ceil(PAUSE / forcesIn(work)), work.signal);
  return async (done) => {
    if (done % REPORT === 0 || done === work.iterations) work.onProgress(attempt * work.iterations + done, tries * work.iterations);
    await pause();
  };
}

/** Forces in an iteration, in the time of one pair's. */
function forcesIn({ joint }: Work): number {
  return joint.rows ** 2 / 2 + joint.rowStarts.at(-1)!;
}
