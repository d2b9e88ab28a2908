/** Gradient descent with momentum and gains: from a first map to the finished one. */
import { Gradient } from './gradient.ts';

export interface Schedule {
  iterations: number;
  /** Iterations at the start in which attraction is exaggerated. */
  exaggerated: number;
  /** The factor of that exaggeration. */
  exaggeration: number;
  learningRate: number;
}

/**
 * Early exaggeration 12 for the first quarter, at most 250 iterations: Belkina et al., Nature Communications 10 (2019), and
 * their learning rate n / 12. (The gradient carries its factor of 4 here; their n / 12 is written for one that does too.)
 */
export function usualSchedule(count: number, iterations: number): Schedule {
  return { iterations, exaggerated: Math.min(250, Math.floor(iterations / 4)), exaggeration: 12, learningRate: count / 12 };
}

/**
 * Moves `y` (interleaved, changed in place) down the gradient. Momentum 0.5, from the end of exaggeration 0.8; gains as in
 * R. Jacobs, Neural Networks 1 (1988): a coordinate that keeps its direction speeds up by 0.2, one that turns slows by 0.8,
 * never below 0.01. `afterStep` is called after every iteration.
 */
export async function optimise(
  y: Float64Array, joint: Float64Array, schedule: Schedule, afterStep: (done: number) => Promise<void>,
): Promise<void> {
  const gradient = new Gradient(joint, y.length / 2);
  const slope = new Float64Array(y.length);
  const velocity = new Float64Array(y.length);
  const gains = new Float64Array(y.length).fill(1);
  for (let iteration = 0; iteration < schedule.iterations; iteration += 1) {
    const early = iteration < schedule.exaggerated;
    if (iteration === schedule.exaggerated) {
      velocity.fill(0);
      gains.fill(1);
    }
    gradient.write(y, early ? schedule.exaggeration : 1, slope);
    const momentum = early ? 0.5 : 0.8;
    for (let at = 0; at < y.length; at += 1) {
      const turned = slope[at]! * velocity[at]! > 0;
      gains[at] = turned ? Math.max(0.01, gains[at]! * 0.8) : gains[at]! + 0.2;
      velocity[at] = momentum * velocity[at]! - schedule.learningRate * gains[at]! * slope[at]!;
      y[at]! += velocity[at]!;
    }
    await afterStep(iteration + 1);
  }
}
