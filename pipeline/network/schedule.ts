/** Learning rates over a training. */
import { epochsWithoutGain } from './early-stopping.ts';

export type Schedule =
  | { kind: 'constant'; rate: number }
  /** After every `every` epochs the rate is multiplied by `factor`. */
  | { kind: 'step'; rate: number; every: number; factor: number }
  /** A straight rise from 0 to `peak` over the share `warmUp` of all steps, then half a cosine down to 0. Loshchilov and Hutter 2017, without restarts. */
  | { kind: 'cosine'; peak: number; warmUp: number }
  /**
   * The rate is multiplied by `factor` each time the validation loss has not fallen by more than `minDelta` (0 unless told) for `patience`
   * epochs in a row. It never goes below `least` (0 unless told).
   */
  | { kind: 'reduce-on-plateau'; rate: number; factor: number; patience: number; minDelta?: number; least?: number };

/** Where a training stands. */
interface Moment {
  /** Steps taken since the beginning, and all there will be. */
  step: number;
  steps: number;
  /** Whole epochs taken. */
  epoch: number;
  /** Their validation losses. */
  validation: readonly number[];
}

/** The highest rate that the schedule can give, for advice. */
export const highestRate = (schedule: Schedule): number => schedule.kind === 'cosine' ? schedule.peak : schedule.rate;

/** The rate of the next step. It depends on the moment alone, so that a training which was stopped goes on with the same rates. */
export function rateAt(schedule: Schedule, { step, steps, epoch, validation }: Moment): number {
  switch (schedule.kind) {
    case 'constant': return schedule.rate;
    case 'step': return schedule.rate * schedule.factor ** Math.floor(epoch / schedule.every);
    case 'cosine': {
      const rising = Math.max(1, Math.round(schedule.warmUp * steps));
      if (step < rising) return schedule.peak * (step + 1) / rising;
      return schedule.peak * (1 + Math.cos(Math.PI * (step - rising) / Math.max(1, steps - rising))) / 2;
    }
    case 'reduce-on-plateau': {
      const { rate, factor, patience, minDelta = 0, least = 0 } = schedule;
      const reductions = epochsWithoutGain(validation, minDelta).filter((waited) => waited > 0 && waited % patience === 0).length;
      return Math.max(least, rate * factor ** reductions);
    }
  }
}
