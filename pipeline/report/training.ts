/** What the terminal says of a training. A stage's key covers no report, so that new words train nothing anew. */
import type { TrainingProgress } from '../network/training-loop.ts';
import { duration, type Progress } from './progress.ts';

interface Told {
  onResume: (epoch: number) => void;
  onProgress: (progress: TrainingProgress) => void;
}

/** Says where the training called `label` goes on, and after each epoch how fast and how good it is. */
export function toldTraining(progress: Progress, label: string): Told {
  return {
    onResume: (epoch) => progress.say(`  ${label}: going on from epoch ${epoch}`),
    onProgress: ({ epoch, epochs, imagesPerSecond, secondsLeft, validation, accuracy }) => progress.step(label, epoch, epochs, [
      `${Math.round(imagesPerSecond)} pictures a second`,
      accuracy ? `${Math.round(100 * accuracy.validation)} % named correctly` : `loss ${validation.toFixed(4)}`,
      `${duration(secondsLeft)} left`,
    ].join(', ')),
  };
}
