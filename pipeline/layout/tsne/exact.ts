/** t-SNE with every pair of points in every step. */
import { seeded } from '../../random.ts';
import { divergence } from './gradient.ts';
import { optimise, usualSchedule } from './optimise.ts';
import { shaken } from './start.ts';

export interface Descent {
  iterations: number;
  seed: number;
  /** Lets others have a turn; throws where the work was aborted. Called after every iteration. */
  pause: () => Promise<void>;
  onProgress: (done: number, total: number) => void;
}

/** Pairs looked at, over all iterations, that a few more tries may cost: less than a second. */
const WORTH = 2e8;
const MOST_TRIES = 10;
/** Iterations between two reports of progress. */
const REPORT = 10;

/**
 * The best map of a few descents from `start`, each shaken by its own noise, the first hardly at all. t-SNE ends in local
 * optima whose divergence differs by some percent; small collections have the time to try again. How often is decided by
 * their size alone, never by a clock.
 */
export async function bestDescent(joint: Float64Array, start: Float64Array, descent: Descent): Promise<Float64Array> {
  const tries = Math.max(1, Math.min(MOST_TRIES, Math.floor(WORTH / (joint.length * Math.max(1, descent.iterations)))));
  let best: Float64Array | null = null;
  let least = Infinity;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const y = shaken(start, attempt === 0 ? 0.01 : 0.3, seeded(descent.seed, `tsne ${attempt}`));
    await oneDescent(joint, y, descent, attempt * descent.iterations, tries * descent.iterations);
    const reached = divergence(joint, y);
    if (best === null || reached < least) {
      best = y;
      least = reached;
    }
  }
  return best!;
}

/** A descent from exactly `start`; returns a new array. */
export async function descentFrom(joint: Float64Array, start: Float64Array, descent: Descent): Promise<Float64Array> {
  const y = start.slice();
  await oneDescent(joint, y, descent, 0, descent.iterations);
  return y;
}

async function oneDescent(joint: Float64Array, y: Float64Array, descent: Descent, before: number, total: number): Promise<void> {
  await optimise(y, joint, usualSchedule(y.length / 2, descent.iterations), async (done) => {
    if (done % REPORT === 0 || done === descent.iterations) descent.onProgress(before + done, total);
    await descent.pause();
  });
}
