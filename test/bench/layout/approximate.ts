/** What the approximate search for neighbours finds of the exact one's, and what each costs. */
import { availableParallelism } from 'node:os';
import { approximateNeighbours } from '../../../pipeline/similarity/neighbours/approximate.ts';
import { exactNeighbours } from '../../../pipeline/similarity/neighbours/exact.ts';
import type { Neighbours } from '../../../pipeline/similarity/neighbours.ts';
import { digitComponents } from './points.ts';

const NEIGHBOURS = 90;

export const approximateParts = { 'recall-20000': () => benchApproximate(20_000), 'recall-70000': () => benchApproximate(70_000) };

/** CPU seconds of both, and the share of the true neighbours that the approximate search finds. */
async function benchApproximate(rows: number): Promise<Record<string, number>> {
  const points = await digitComponents(rows, 50);
  const timed = async (search: typeof exactNeighbours): Promise<{ found: Neighbours; cpu: number }> => {
    const before = process.cpuUsage();
    const found = await search(points, NEIGHBOURS, 'euclidean', availableParallelism(), async () => {});
    const { user, system } = process.cpuUsage(before);
    return { found, cpu: (user + system) / 1e6 };
  };
  const approximate = await timed(approximateNeighbours);
  const exact = await timed(exactNeighbours);
  let hits = 0;
  for (let row = 0; row < rows; row += 1) {
    const truth = new Set(exact.found.indices.subarray(row * NEIGHBOURS, (row + 1) * NEIGHBOURS));
    for (const index of approximate.found.indices.subarray(row * NEIGHBOURS, (row + 1) * NEIGHBOURS)) hits += truth.has(index) ? 1 : 0;
  }
  return { 'approximate: cpu': approximate.cpu, 'exact: cpu': exact.cpu, recall: hits / (rows * NEIGHBOURS) };
}
