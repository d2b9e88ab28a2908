/** t-SNE of flags and digits: perplexity 30, 1,000 iterations. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { divergenceOf } from '../../../pipeline/layout/tsne/divergence.ts';
import { Descent } from '../../../pipeline/layout/tsne/descent.ts';
import { jointProbabilities } from '../../../pipeline/layout/tsne/joint.ts';
import { openWorkshop } from '../../../pipeline/layout/tsne/kernels.ts';
import { digitComponents, flagPixels, keep, kept } from './points.ts';
import { turns, type Competitor } from './turns.ts';

interface Work {
  points: () => Promise<Matrix>;
  rounds: number;
  /** scikit-learn takes a minute from 10,000 points on and is left out where it would take an hour. */
  peer: boolean;
}

const works: Record<string, Work> = {
  'tsne-flags': { points: flagPixels, rounds: 5, peer: true },
  'tsne-1000': { points: () => digitComponents(1000, 64), rounds: 5, peer: true },
  'tsne-6000': { points: () => digitComponents(6000, 64), rounds: 3, peer: true },
  'tsne-10000': { points: () => digitComponents(10_000, 50), rounds: 3, peer: true },
  'tsne-70000': { points: () => digitComponents(70_000, 50), rounds: 1, peer: false },
};

export const tsneParts = Object.fromEntries(Object.entries(works).map(([name, work]) => [name, () => benchTsne(work)]));

/** Seconds, memory, and the divergence of every map, all by the same computation: that of `tsne`. */
async function benchTsne({ points, rounds, peer }: Work): Promise<Record<string, number>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'latent-gallery-bench-'));
  try {
    const matrix = await points();
    const words = [await keep(path.join(folder, 'points'), matrix.data), String(matrix.rows), String(matrix.columns)] as const;
    const ours = (threads: number): Competitor => ({
      name: `${threads} ${threads === 1 ? 'thread' : 'threads'}`,
      command: [process.execPath, path.join(import.meta.dirname, 'contestant.ts'), 'tsne', ...words, String(threads), path.join(folder, 'ours')],
    });
    const scikitLearn: Competitor = {
      name: 'scikit-learn', command: ['/usr/bin/python3', path.join(import.meta.dirname, '../peers/tsne.py'), ...words, path.join(folder, 'theirs')],
      environment: { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
    };
    const figures = await turns([ours(1), ours(2), ...(peer ? [scikitLearn] : [])], rounds);
    const maps = { 'divergence': 'ours', ...(figures['scikit-learn: cpu'] === undefined ? {} : { 'scikit-learn: divergence': 'theirs' }) };
    return { ...figures, ...await divergences(matrix, folder, maps) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function divergences(points: Matrix, folder: string, files: Record<string, string>): Promise<Record<string, number>> {
  const workshop = await openWorkshop(1);
  try {
    const joint = await jointProbabilities(workshop, points, 30, { threads: 1, pause: async () => {} });
    const room = Descent.room(workshop.memory, points.rows);
    const result: Record<string, number> = {};
    for (const [figure, file] of Object.entries(files)) {
      room.set(await kept(path.join(folder, file)));
      result[figure] = divergenceOf(workshop, joint, room);
    }
    return result;
  } finally {
    await workshop.team.close();
  }
}
