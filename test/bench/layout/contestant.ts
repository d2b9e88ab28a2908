/**
 * Our side of a bench: contestant.ts knn|tsne <file of points> <rows> <columns> <threads> [<file for the map>]. Kernels are compiled, and
 * run once on a few points, before the clock starts: a build does that once in its life.
 */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { tsne } from '../../../pipeline/layout/tsne.ts';
import { nearestNeighbours } from '../../../pipeline/similarity/neighbours.ts';
import { keep, kept } from './points.ts';
import { used } from './turns.ts';

const [work, file, rows, columns, threadCount, mapFile] = process.argv.slice(2) as [string, string, string, string, string, string | undefined];
const points: Matrix = { data: await kept(file), rows: Number(rows), columns: Number(columns) };
const threads = Number(threadCount);
await tsne({ data: points.data.subarray(0, 20 * points.columns), rows: 20, columns: points.columns }, { iterations: 5, threads: 1 });

const before = used();
const start = performance.now();
if (work === 'knn') {
  await nearestNeighbours(points, 90, { threads });
  report();
} else {
  const { coordinates } = await tsne(points, { threads });
  report();
  if (mapFile) await keep(mapFile, coordinates);
}

function report(): void {
  const { cpu, memory } = used();
  console.log(JSON.stringify({ cpu: cpu - before.cpu, wall: (performance.now() - start) / 1000, memory }));
}
