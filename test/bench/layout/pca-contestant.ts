/** Our side: pca-contestant.ts <file of points> <rows> <columns> <components> <threads> <file for the axes>. Kernels are compiled before the clock starts. */
import { pca } from '../../../pipeline/layout/pca.ts';
import { keep, kept } from './points.ts';
import { used } from './turns.ts';

const [file, rows, columns, components, threads, axesFile] = process.argv.slice(2) as [string, string, string, string, string, string];
const points = { data: await kept(file), rows: Number(rows), columns: Number(columns) };
await pca({ ...points, data: points.data.subarray(0, 300 * points.columns), rows: 300 }, 2, { threads: 1 });

const before = used();
const start = performance.now();
const { axes, explained } = await pca(points, Number(components), { threads: Number(threads) });
const wall = (performance.now() - start) / 1000;
const { cpu, memory } = used();
await keep(axesFile, axes.data);
console.log(JSON.stringify({ cpu: cpu - before.cpu, wall, memory, explained: explained.reduce((sum, share) => sum + share, 0) }));
