/** What judging an encoder by class takes, in processor seconds, beside the same by sorting plain lists of distances. */
import { evaluate } from '../../pipeline/similarity/evaluation.ts';
import { distances } from '../../pipeline/similarity/distances.ts';
import { nearestNeighbours } from '../../pipeline/similarity/neighbours.ts';
import { ranking } from '../pipeline/similarity/neighbours/reference.ts';
import { clusters } from '../pipeline/layout/points.ts';

const cases = [
  { name: 'codes of 10,000 digits (392)', rows: 10_000, columns: 392, groups: 10 },
  { name: 'features of 2,000 photographs (512)', rows: 2_000, columns: 512, groups: 50 },
] as const;
/** Queries that plain lists are timed for; the rest is in proportion. */
const PLAIN = 50;

export async function benchRetrieval(): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const { name, rows, columns, groups } of cases) {
    const points = clusters(rows, columns, groups, 1);
    const classes = Array.from({ length: rows }, (_, row) => String((row * 7) % (groups + 3) % groups));
    const neighbours = { ...await nearestNeighbours(points, 12), perItem: 12 };
    const start = process.cpuUsage();
    const clock = performance.now();
    await evaluate({ points, metric: 'euclidean', classes, neighbours }, [...new Set(classes)]);
    figures[`${name}, s`] = (performance.now() - clock) / 1000;
    figures[`${name}, processor s`] = secondsSince(start);
    const plain = process.cpuUsage();
    const { fill } = distances(points, 'euclidean');
    const fromHere = new Float64Array(rows);
    for (let query = 0; query < PLAIN; query += 1) {
      fill(query, fromHere);
      ranking(fromHere, query);
    }
    figures[`${name}, plain lists, processor s`] = (secondsSince(plain) * rows) / PLAIN;
  }
  return figures;
}

function secondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
