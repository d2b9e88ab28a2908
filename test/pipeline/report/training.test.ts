import { expect, it } from 'vitest';
import { silent } from '../../../pipeline/report/progress.ts';
import { toldTraining } from '../../../pipeline/report/training.ts';

it('tells how fast a training is, how good, and how long it still takes', () => {
  const lines: string[] = [];
  const { onResume, onProgress } = toldTraining({
    ...silent, say: (line) => { lines.push(line); }, step: (label, done, total, more) => { lines.push(`${label} ${done}/${total}: ${more}`); },
  }, 'training');
  const progress = { epoch: 3, epochs: 20, imagesPerSecond: 41.6, secondsLeft: 130, training: 0.5, validation: 0.25, watched: 0 };
  onResume(2);
  onProgress(progress);
  onProgress({ ...progress, accuracy: { validation: 0.746, watched: 1 } });
  expect(lines).toEqual([
    '  training: going on from epoch 2',
    'training 3/20: 42 pictures a second, loss 0.2500, 2 min 10 s left',
    'training 3/20: 42 pictures a second, 75 % named correctly, 2 min 10 s left',
  ]);
});
