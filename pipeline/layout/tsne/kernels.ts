/** The kernels of t-SNE as TypeScript sees them. */
import { compiledKernels } from '../../kernels/compile.ts';
import { KernelMemory } from '../../kernels/memory.ts';
import { Team } from '../../kernels/team.ts';

/** The exports of kernels/assembly/tsne.ts, which describes them; places in memory are `byteOffset`s. */
interface TsneKernels {
  calibrate: (part: number, count: number, rows: number, k: number, distances: number, perplexity: number, probabilities: number) => void;
  sortEntries: (part: number, count: number, rows: number, k: number, columns: number, values: number) => void;
  transpose: (part: number, rows: number, k: number, columns: number, values: number, starts: number, fromRows: number, fromValues: number) => void;
  measureRows: (part: number, count: number, rows: number, k: number, columns: number, starts: number, fromRows: number, sizes: number) => void;
  mergeRows: (part: number, count: number, rows: number, k: number, columns: number, values: number, starts: number, fromRows: number, fromValues: number,
    rowStarts: number, jointColumns: number, joint: number) => void;
  repelPairs: (part: number, parts: number, padded: number, map: number, forces: number, sums: number) => void;
  spread: (part: number, parts: number, points: number, map: number, originX: number, originY: number, density: number, side: number, stride: number, grids: number) => void;
  columnsForward: (part: number, parts: number, side: number, stride: number, height: number, grids: number, copies: number, spectrum: number,
    roots: number, scratch: number) => void;
  convolve: (part: number, parts: number, side: number, height: number, spectrum: number, kernel: number, roots: number, scratch: number) => void;
  columnsBack: (part: number, parts: number, side: number, stride: number, height: number, spectrum: number, grid: number, roots: number, scratch: number) => void;
  gather: (part: number, count: number, points: number, padded: number, map: number, originX: number, originY: number, density: number, stride: number,
    grid: number, forces: number, sums: number) => void;
  kernelColumns: (part: number, parts: number, side: number, height: number, spacing: number, spectrum: number, roots: number, scratch: number) => void;
  kernelAcross: (part: number, parts: number, side: number, height: number, spectrum: number, kernel: number, roots: number, scratch: number) => void;
  step: (part: number, count: number, points: number, padded: number, map: number, next: number, velocities: number, gains: number,
    rowStarts: number, columns: number, joint: number, forces: number, pushes: number,
    exaggeration: number, share: number, rate: number, momentum: number, bounds: number) => void;
  sumDivergence: (part: number, count: number, points: number, map: number, rowStarts: number, columns: number, joint: number, sums: number) => void;
  sumNearness: (part: number, parts: number, points: number, map: number, sums: number) => void;
}

/** A team with its memory. */
export interface Workshop {
  team: Team<TsneKernels>;
  memory: KernelMemory;
}

export async function openWorkshop(threads: number): Promise<Workshop> {
  const memory = new KernelMemory();
  return { memory, team: new Team(await compiledKernels(new URL('../../kernels/assembly/tsne.ts', import.meta.url)), memory, threads) };
}

/** How work on `rows` rows is cut: into parts of `count` rows, enough for every thread to find its share. Fixed by `rows` alone. */
export function rowParts(rows: number): { parts: number; count: number } {
  const count = Math.max(64, Math.ceil(rows / 64));
  return { parts: Math.ceil(rows / count), count };
}
