/** Principal components of digits, and of a matrix with more columns than rows. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { row, type Matrix } from '../../../src/gallery/matrix.ts';
import { seeded } from '../../../pipeline/ground/random.ts';
import { symmetricEigen } from '../../../pipeline/ground/symmetric-eigen.ts';
import { digits, keep, kept } from './points.ts';
import { turns, type Competitor } from './turns.ts';

interface Work {
  points: () => Promise<Matrix>;
  components: number;
  rounds: number;
}

const works: Record<string, Work> = {
  'pca-digits': { points: () => digits(), components: 50, rounds: 5 },
  'pca-wide': { points: async () => wide(6000, 20_808), components: 2, rounds: 3 },
};

export const pcaParts = Object.fromEntries(Object.entries(works).map(([name, work]) => [name, () => benchPca(work)]));

async function benchPca({ points, components, rounds }: Work): Promise<Record<string, number>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'latent-gallery-bench-'));
  try {
    const matrix = await points();
    const words = [await keep(path.join(folder, 'points'), matrix.data), String(matrix.rows), String(matrix.columns), String(components)] as const;
    const ours = (threads: number): Competitor => ({
      name: `${threads} ${threads === 1 ? 'thread' : 'threads'}`,
      command: [process.execPath, path.join(import.meta.dirname, 'pca-contestant.ts'), ...words, String(threads), path.join(folder, 'ours')],
    });
    const peer: Competitor = {
      name: 'scikit-learn', command: ['/usr/bin/python3', path.join(import.meta.dirname, '../peers/pca.py'), ...words, path.join(folder, 'theirs')],
      environment: { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
    };
    const figures = await turns([ours(1), ours(2), peer], rounds);
    if (figures['scikit-learn: cpu'] === undefined) return figures;
    const axes = async (file: string): Promise<Matrix> => ({ data: await kept(path.join(folder, file)), rows: components, columns: matrix.columns });
    return { ...figures, 'largest angle between the subspaces, degrees': largestAngle(await axes('ours'), await axes('theirs')) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Å. Björck and G. Golub, Mathematics of Computation 27 (1973): the singular values of AᵀB are the cosines of the principal angles. */
function largestAngle(a: Matrix, b: Matrix): number {
  const size = a.rows;
  const products = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_unused, j) => row(a, i).reduce((sum, value, at) => sum + value * row(b, j)[at]!, 0)));
  const squares = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) for (let j = 0; j < size; j += 1) squares[i * size + j] = products[i]!.reduce((sum, value, at) => sum + value * products[j]![at]!, 0);
  const least = symmetricEigen(squares, size).values.at(-1)!;
  return (Math.acos(Math.min(1, Math.sqrt(Math.max(0, least)))) * 180) / Math.PI;
}

/** Rows that vary in a hundred directions of falling strength, and a little in all. */
function wide(rows: number, columns: number): Matrix {
  const random = seeded(1, 'wide matrix');
  const directions = Array.from({ length: 100 }, (_, at) => Float32Array.from({ length: columns }, () => Math.exp(-at / 25) * random.normal()));
  const data = new Float32Array(rows * columns);
  for (let index = 0; index < rows; index += 1) {
    const values = data.subarray(index * columns, (index + 1) * columns);
    for (let direction = index % 5; direction < 100; direction += 5) {
      const weight = random.normal();
      directions[direction]!.forEach((value, column) => { values[column]! += weight * value; });
    }
    for (let column = 0; column < columns; column += 1) values[column]! += 0.1 * (random.uniform() - 0.5);
  }
  return { data, rows, columns };
}
