/** Kernels for a test, with helpers that go away with it. */
import { onTestFinished } from 'vitest';
import { openWorkshop, type Workshop } from '../../../../pipeline/layout/tsne/kernels.ts';

export async function workshop(threads = 1): Promise<Workshop> {
  const opened = await openWorkshop(threads);
  onTestFinished(() => opened.team.close());
  return opened;
}
