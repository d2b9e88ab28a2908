/**
 * Our side: assignment-contestant.ts <file of coordinates> <columns> <rows>. Kernels are compiled, and run on a few points, before
 * the clock starts: a build does that once in its life.
 */
import { assignToGrid } from '../../../pipeline/layout/grid.ts';
import { kept } from './points.ts';
import { used } from './turns.ts';

const [file, columns, rows] = process.argv.slice(2) as [string, string, string];
const coordinates = await kept(file);
await assignToGrid(coordinates.slice(0, 400));

const before = used();
const start = performance.now();
const { cost, gap } = await assignToGrid(coordinates, { columns: Number(columns), rows: Number(rows) });
const wall = (performance.now() - start) / 1000;
const { cpu, memory } = used();
console.log(JSON.stringify({ cpu: cpu - before.cpu, wall, memory, cost, 'gap of the cost': gap / cost }));
