/** The worker thread of one training. */
import { checkpointOf } from './checkpoint.ts';
import type { News, Work } from './train.ts';
import { Stopped, trainingLoop, type TrainingResult } from './training-loop.ts';
import { serveTraining } from './training-thread.ts';

await serveTraining<Work, News, TrainingResult>(async ({ plan, kept, keepEvery }, { tell, stopped }) => {
  const from = checkpointOf(plan, kept);
  if (from) tell({ type: 'resumed', epoch: from.epochs.length + 1 });
  try {
    return await trainingLoop(plan, {
      onProgress: (progress) => tell({ type: 'progress', progress }),
      stopped,
      clock: () => performance.now() / 1000,
      ...(keepEvery !== null && { keep: (checkpoint) => tell({ type: 'checkpoint', checkpoint }) }),
      keepEvery: keepEvery ?? Infinity,
    }, from);
  } catch (error) {
    if (error instanceof Stopped) return null;
    throw error;
  }
});
