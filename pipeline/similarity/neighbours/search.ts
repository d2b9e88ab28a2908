/** What exact and approximate search share: the points and the lists in the memory of the kernels, and the last step. */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { compiledKernels } from '../../kernels/compile.ts';
import { KernelMemory } from '../../kernels/memory.ts';
import { Team } from '../../kernels/team.ts';
import { unitRows, type Metric } from '../distances.ts';
import type { Neighbours } from '../neighbours.ts';

/** The exports of kernels/assembly/knn.ts, which describes them; places in memory are `byteOffset`s. */
interface KnnKernels {
  packPanels: (part: number, ids: number, points: number, rows: number, columns: number, centre: number, scale: number, aside: number, panels: number, halves: number) => void;
  compareWithin: (part: number, blockPanels: number, panelCount: number, panels: number, halves: number, columns: number,
    kept: number, values: number, indices: number, ids: number, farthest: number, scratch: number) => void;
  compareBetween: (part: number, round: number, blocks: number, blockPanels: number, panelCount: number, panels: number, halves: number, columns: number,
    kept: number, values: number, indices: number, ids: number, farthest: number, scratch: number) => void;
  growTree: (part: number, points: number, rows: number, columns: number, most: number, draws: number, drawCount: number, orders: number, projections: number) => void;
  compareLeaf: (part: number, bounds: number, order: number, points: number, columns: number, centre: number, scale: number, aside: number,
    kept: number, values: number, indices: number, scratch: number, room: number) => void;
  copyNearest: (part: number, count: number, rows: number, kept: number, values: number, indices: number, most: number, nearest: number) => void;
  joinNeighbours: (part: number, count: number, points: number, rows: number, columns: number, scale: number, halves: number, aside: number,
    kept: number, values: number, indices: number, most: number, nearest: number, seen: number, stamp: number) => void;
  refine: (part: number, count: number, points: number, rows: number, columns: number, cosine: number, aside: number,
    kept: number, values: number, indices: number, halves: number, scale: number, longest: number,
    k: number, nearest: number, distances: number, proven: number, scratch: number) => void;
  searchAll: (part: number, list: number, points: number, rows: number, columns: number, cosine: number, aside: number,
    k: number, nearest: number, distances: number, scratch: number) => void;
}

/** Rows of a panel, as in kernels/assembly/knn/panels.ts. */
export const PANEL = 24;
const LARGEST = 3.4028234663852886e38;

export interface Search {
  team: Team<KnnKernels>;
  memory: KernelMemory;
  rows: number;
  columns: number;
  /** rows × columns; unit rows where the metric is cosine. */
  data: Float32Array<SharedArrayBuffer>;
  /** 1 for rows without a direction. */
  aside: Uint8Array<SharedArrayBuffer>;
  cosine: 0 | 1;
  /** In single precision, coordinates are (x − centre) · scale. */
  centre: Float64Array<SharedArrayBuffer>;
  scale: number;
  /** Candidates that each row's list holds: some more than neighbours are asked for. */
  kept: number;
  /** Lists as heaps, rows × kept (and rows that fill up a panel): |y|²/2 − x·y in single precision, and the rows y. */
  values: Float32Array<SharedArrayBuffer>;
  indices: Int32Array<SharedArrayBuffer>;
  /** |x|²/2 of every row, filled up to whole panels. Written by the search. */
  halves: Float32Array<SharedArrayBuffer>;
  /** 0, 1, 2 … */
  ids: Int32Array<SharedArrayBuffer>;
}

/** Places the points and empty lists. The caller closes the team. */
export async function openSearch(points: Matrix, k: number, metric: Metric, threads: number): Promise<Search> {
  const module = await compiledKernels(new URL('../../kernels/assembly/knn.ts', import.meta.url));
  const { rows, columns } = points;
  const memory = new KernelMemory();
  const data = memory.floats(rows * columns);
  const aside = memory.bytes(rows);
  const centre = memory.doubles(columns);
  const kept = Math.min(rows - 1, k + Math.max(8, Math.ceil(k / 8)));
  const padded = Math.ceil(rows / PANEL) * PANEL;
  const cosine = metric === 'cosine' ? 1 : 0;
  if (cosine) {
    const { unit, directionless } = unitRows(points);
    data.set(unit.data);
    aside.set(directionless);
  } else {
    data.set(points.data);
    // Unit rows are near the origin as they are, and rows without a direction have to stay there.
    meanInto(centre, data, rows);
  }
  const ids = memory.integers(padded);
  for (let row = 0; row < padded; row += 1) ids[row] = row;
  return {
    memory, rows, columns, data, aside, cosine, centre, kept, ids,
    scale: cosine ? 1 : scaleFor(centre, data),
    values: memory.floats(padded * kept).fill(LARGEST), indices: memory.integers(padded * kept), halves: memory.floats(padded),
    team: new Team(module, memory, threads),
  };
}

/**
 * Measures all candidates in double precision and takes the `k` nearest of each row. `proven` tells by 1 for which rows no
 * other row can be nearer, given that the lists hold the best in single precision.
 */
export function nearestOfCandidates(search: Search, k: number): { result: Neighbours; proven: Uint8Array } {
  const { team, memory, rows, columns, kept } = search;
  const indices = memory.integers(rows * k);
  const distances = memory.floats(rows * k);
  const proven = memory.bytes(rows);
  const longest = Math.sqrt(2 * search.halves.subarray(0, rows).reduce((most, half) => Math.max(most, half), 0));
  const count = Math.max(16, Math.ceil(rows / 2000));
  const parts = Math.ceil(rows / count);
  const scratch = memory.doubles(parts * kept);
  team.run('refine', parts, count, search.data.byteOffset, rows, columns, search.cosine, search.aside.byteOffset,
    kept, search.values.byteOffset, search.indices.byteOffset, search.halves.byteOffset, search.scale, longest,
    k, indices.byteOffset, distances.byteOffset, proven.byteOffset, scratch.byteOffset);
  return { result: { indices: Uint32Array.from(indices), distances: Float32Array.from(distances) }, proven };
}

function meanInto(mean: Float64Array, data: Float32Array, rows: number): void {
  const columns = mean.length;
  for (let at = 0, column = 0; at < data.length; at += 1, column = column + 1 === columns ? 0 : column + 1) mean[column]! += data[at]! / rows;
}

/** The power of two that brings the coordinates furthest from the centre to about 1, so that no square overflows. */
function scaleFor(centre: Float64Array, data: Float32Array): number {
  let largest = 0;
  const columns = centre.length;
  for (let at = 0, column = 0; at < data.length; at += 1, column = column + 1 === columns ? 0 : column + 1) {
    largest = Math.max(largest, Math.abs(data[at]! - centre[column]!));
  }
  return largest > 0 ? 2 ** -Math.ceil(Math.log2(largest)) : 1;
}
