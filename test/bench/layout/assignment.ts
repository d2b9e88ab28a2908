/** Assignment to a square grid, points spread evenly and in clusters as t-SNE leaves them, beside scipy. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seeded } from '../../../pipeline/ground/random.ts';
import { placeInCells } from '../../../pipeline/layout/grid/costs.ts';
import { keep } from './points.ts';
import { turns, type Competitor } from './turns.ts';

interface Work {
  points: number;
  rounds: number;
  /** scipy's time grows with the cube of n, its memory with the square. */
  peer: boolean;
}

const works: readonly Work[] = [
  { points: 1024, rounds: 5, peer: true },
  { points: 2500, rounds: 5, peer: true },
  { points: 10_000, rounds: 5, peer: false },
  { points: 70_000, rounds: 5, peer: false },
];

const spreads: Record<string, (points: number) => Float32Array> = { even, clustered };

export const assignmentParts = Object.fromEntries(works.flatMap((work) => Object.entries(spreads).map(([name, spread]) =>
  [`assignment-${work.points}-${name}`, () => benchAssignment(work, spread(work.points))])));

async function benchAssignment({ points, rounds, peer }: Work, coordinates: Float32Array): Promise<Record<string, number>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'latent-gallery-bench-'));
  try {
    const side = Math.ceil(Math.sqrt(points));
    const { x, y } = placeInCells(coordinates, side, side);
    const places = new Float32Array(Float64Array.from([...x, ...y]).buffer);
    const competitors: Competitor[] = [{
      name: 'ours', command: [process.execPath, path.join(import.meta.dirname, 'assignment-contestant.ts'), await keep(path.join(folder, 'map'), coordinates), String(side), String(side)],
    }];
    if (peer) {
      competitors.push({
        name: 'scipy', command: ['/usr/bin/python3', path.join(import.meta.dirname, '../peers/assignment.py'), await keep(path.join(folder, 'places'), places), String(points), String(side), String(side)],
      });
    }
    const figures = await turns(competitors, rounds);
    const [ours, theirs] = [figures['ours: cost'], figures['scipy: cost']];
    return { ...figures, ...(ours !== undefined && theirs !== undefined && { 'difference of the costs': Math.abs(ours - theirs) / theirs }) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function even(points: number): Float32Array {
  const random = seeded(points, 'even points');
  return Float32Array.from({ length: 2 * points }, () => random.uniform());
}

/** Forty long clusters of different sizes, some far from all others: transport over long ways. */
function clustered(points: number): Float32Array {
  const random = seeded(points, 'clustered points');
  const clusters = Array.from({ length: 40 }, () => ({
    x: 10 * random.normal(), y: 10 * random.normal(), long: 0.4 + 1.8 * random.uniform(), short: 0.1 + 0.5 * random.uniform(), turn: Math.PI * random.uniform(),
  }));
  const result = new Float32Array(2 * points);
  for (let at = 0; at < result.length; at += 2) {
    const { x, y, long, short, turn } = clusters[Math.floor(clusters.length * random.uniform() * random.uniform())]!;
    const [along, across] = [long * random.normal(), short * random.normal()];
    result[at] = x + Math.cos(turn) * along - Math.sin(turn) * across;
    result[at + 1] = y + Math.sin(turn) * along + Math.cos(turn) * across;
  }
  return result;
}
