import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../../src/gallery/matrix.ts';
import { approximateNeighbours, leafBounds } from '../../../../pipeline/similarity/neighbours/approximate.ts';
import { cloud, clusters } from '../../layout/points.ts';
import { plainNeighbours } from './reference.ts';

const rested = async (): Promise<void> => {};

/** The plain search takes its time: of so many rows one is held against it. No divisor of the number of groups, whose rows come in turn. */
const EVERY = 9;

/** Share of the true neighbours that were found: `truth` holds the lists of every EVERY-th row, `found` those of all. */
function recall(found: Uint32Array, truth: Uint32Array, k: number): number {
  let hits = 0;
  for (let start = 0; start < truth.length; start += k) {
    const list = new Set(found.subarray(EVERY * start, EVERY * start + k));
    truth.subarray(start, start + k).forEach((index) => { hits += list.has(index) ? 1 : 0; });
  }
  return hits / truth.length;
}

describe('approximateNeighbours', () => {
  it.each([
    ['a cloud', cloud(4000, 30, 1), 'euclidean'],
    ['groups', clusters(4000, 12, 40, 2), 'euclidean'],
    ['directions', cloud(3500, 10, 3), 'cosine'],
  ] as const)('finds 99 of 100 of 90 neighbours: %s, %#', async (_, points: Matrix, metric) => {
    const truth = plainNeighbours(points, 90, metric, EVERY);
    const found = await approximateNeighbours(points, 90, metric, 2, rested);
    expect(recall(found.indices, truth.indices, 90)).toBeGreaterThanOrEqual(0.99);
    for (let row = 0; row < points.rows; row += 371) {
      const list = found.indices.subarray(row * 90, (row + 1) * 90);
      expect(new Set(list).size).toBe(90);
      expect(list.includes(row)).toBe(false);
      const distances = found.distances.subarray(row * 90, (row + 1) * 90);
      expect(Array.from(distances)).toEqual(Array.from(distances).sort((a, b) => a - b));
    }
  });

  it('gives the same on any number of threads', async () => {
    const points = cloud(3000, 20, 4);
    const one = await approximateNeighbours(points, 20, 'euclidean', 1, rested);
    expect(await approximateNeighbours(points, 20, 'euclidean', 2, rested)).toEqual(one);
    expect(await approximateNeighbours(points, 20, 'euclidean', 3, rested)).toEqual(one);
  });

  it('copes with points that are all the same', async () => {
    const { distances, indices } = await approximateNeighbours({ data: new Float32Array(2500 * 3).fill(2), rows: 2500, columns: 3 }, 15, 'euclidean', 1, rested);
    expect(distances.every((distance) => distance === 0)).toBe(true);
    for (let row = 0; row < 2500; row += 100) expect(new Set([row, ...indices.subarray(row * 15, (row + 1) * 15)]).size).toBe(16);
  });
});

it('halves rows into leaves that are at least half full', () => {
  for (const rows of [1, 999, 1001, 5000, 123_457]) {
    const bounds = leafBounds(rows, 1000);
    expect([bounds[0], bounds.at(-1)]).toEqual([0, rows]);
    for (let leaf = 1; leaf < bounds.length; leaf += 1) {
      expect(bounds[leaf]! - bounds[leaf - 1]!).toBeLessThanOrEqual(1000);
      expect(bounds[leaf]! - bounds[leaf - 1]!).toBeGreaterThanOrEqual(Math.min(rows, 500));
    }
  }
});
