import { expect, it } from 'vitest';
import { pauseEvery } from '../../../pipeline/kernels/pause.ts';

it('gives others a turn at every nth step and at no other', async () => {
  const pause = pauseEvery(3);
  const turns: number[] = [];
  for (let step = 1; step <= 7; step += 1) {
    let had = false;
    setImmediate(() => { had = true; });
    await pause();
    if (had) turns.push(step);
    else await new Promise((resolve) => { setImmediate(resolve); });
  }
  expect(turns).toEqual([3, 6]);
});

it('throws the reason of an aborted signal, at the start and at a pause', async () => {
  expect(() => pauseEvery(1, AbortSignal.abort(new Error('enough')))).toThrow('enough');
  const controller = new AbortController();
  const pause = pauseEvery(2, controller.signal);
  controller.abort(new Error('enough now'));
  await pause();
  await expect(pause()).rejects.toThrow('enough now');
});
