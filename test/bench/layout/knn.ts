/** The 90 nearest neighbours of every point. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { digitComponents, keep } from './points.ts';
import { turns, type Competitor } from './turns.ts';

export const knnParts = Object.fromEntries([[10_000, 5], [70_000, 3]].map(([rows, rounds]) => [`knn-${rows}`, () => benchKnn(rows!, rounds!)]));

async function benchKnn(rows: number, rounds: number): Promise<Record<string, number>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'latent-gallery-bench-'));
  try {
    const { data, columns } = await digitComponents(rows, 50);
    const words = [await keep(path.join(folder, 'points'), data), String(rows), String(columns)] as const;
    const ours = (threads: number): Competitor => ({
      name: `${threads} ${threads === 1 ? 'thread' : 'threads'}`,
      command: [process.execPath, path.join(import.meta.dirname, 'contestant.ts'), 'knn', ...words, String(threads)],
    });
    const peer: Competitor = {
      name: 'scikit-learn', command: ['/usr/bin/python3', path.join(import.meta.dirname, '../peers/neighbours.py'), ...words, '90'],
      environment: { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
    };
    return await turns([ours(1), ours(2), peer], rounds);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
