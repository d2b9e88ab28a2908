/** Exact nearest neighbours by the kernels: every pair once in single precision, the near ones again in double. */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { compiledKernels } from '../../layout/kernels/compile.ts';
import { KernelMemory } from '../../layout/kernels/memory.ts';
import { Team } from '../../layout/kernels/team.ts';
import { unitRows, type Metric } from '../distances.ts';
import type { Neighbours } from '../neighbours.ts';

/** The exports of kernels/assembly/knn.ts, which describes them; places in memory are `byteOffset`s. */
interface KnnKernels {
  packPanels: (part: number, points: number, rows: number, columns: number, centre: number, scale: number, aside: number, panels: number, halves: number) => void;
  compareWithin: (part: number, blockPanels: number, panelCount: number, panels: number, halves: number, columns: number,
    kept: number, values: number, indices: number, farthest: number, scratch: number) => void;
  compareBetween: (part: number, round: number, blocks: number, blockPanels: number, panelCount: number, panels: number, halves: number, columns: number,
    kept: number, values: number, indices: number, farthest: number, scratch: number) => void;
  refine: (part: number, count: number, points: number, rows: number, columns: number, cosine: number, aside: number,
    kept: number, values: number, indices: number, halves: number, scale: number, longest: number,
    k: number, nearest: number, distances: number, proven: number, scratch: number) => void;
  searchAll: (part: number, list: number, points: number, rows: number, columns: number, cosine: number, aside: number,
    k: number, nearest: number, distances: number, scratch: number) => void;
}

/** Rows of a panel, as in kernels/assembly/knn/panels.ts. */
const PANEL = 24;
const LARGEST = 3.4028234663852886e38;

/**
 * The k nearest rows of every row, the same as sorting all others by distance in double precision and then by index.
 *
 * In single precision |x − y|²/2 = |x|²/2 + |y|²/2 − x·y, so candidates come from a product of matrices. A few more than k are
 * kept and measured again in double precision; a row whose k-th neighbour is not nearer than all that was left out, with
 * rounding taken into account, is searched again in double precision against all others. That makes rows with many equally
 * near ones slower, not wrong.
 *
 * `points` finite, 0 < k < rows. `pause` is called between rounds of comparisons, some milliseconds of work each.
 */
export async function exactNeighbours(points: Matrix, k: number, metric: Metric, threads: number, pause: () => Promise<void>): Promise<Neighbours> {
  const memory = new KernelMemory();
  const team = new Team<KnnKernels>(await compiledKernels(new URL('../../layout/kernels/assembly/knn.ts', import.meta.url)), memory, threads);
  try {
    const { rows, columns } = points;
    const result = { indices: memory.integers(rows * k), distances: memory.floats(rows * k) };
    const proven = memory.bytes(rows);
    const data = memory.floats(rows * columns);
    const aside = memory.bytes(rows);
    const cosine = metric === 'cosine' ? 1 : 0;
    if (cosine) {
      const { unit, directionless } = unitRows(points);
      data.set(unit.data);
      aside.set(directionless);
    } else {
      data.set(points.data);
    }
    const candidates = await candidatesOf(team, memory, { data, rows, columns, aside, cosine }, k, pause);
    const count = Math.max(16, Math.ceil(rows / 2000));
    const parts = Math.ceil(rows / count);
    const scratch = memory.doubles(parts * candidates.kept);
    team.run('refine', parts, count, data.byteOffset, rows, columns, cosine, aside.byteOffset,
      candidates.kept, candidates.values.byteOffset, candidates.indices.byteOffset, candidates.halves.byteOffset, candidates.scale, candidates.longest,
      k, result.indices.byteOffset, result.distances.byteOffset, proven.byteOffset, scratch.byteOffset);
    await pause();

    const doubtful = Array.from(rowsWithout(proven));
    const list = memory.integers(BATCH);
    const best = memory.doubles(BATCH * k);
    for (let start = 0; start < doubtful.length; start += BATCH) {
      const batch = doubtful.slice(start, start + BATCH);
      list.set(batch);
      team.run('searchAll', batch.length, list.byteOffset, data.byteOffset, rows, columns, cosine, aside.byteOffset,
        k, result.indices.byteOffset, result.distances.byteOffset, best.byteOffset);
      await pause();
    }
    return { indices: Uint32Array.from(result.indices), distances: Float32Array.from(result.distances) };
  } finally {
    await team.close();
  }
}

/** Rows that are searched again between two pauses. */
const BATCH = 64;

interface Candidates {
  /** Candidates of each row. */
  kept: number;
  /** rows × kept, heaps: |y|²/2 − x·y in the scaled, centred coordinates, and the rows y. */
  values: Float32Array;
  indices: Int32Array;
  /** |x|²/2 of every row. */
  halves: Float32Array;
  /** What coordinates were multiplied by. */
  scale: number;
  /** The greatest |x|. */
  longest: number;
}

interface Placed {
  data: Float32Array;
  rows: number;
  columns: number;
  aside: Uint8Array;
  cosine: number;
}

async function candidatesOf(team: Team<KnnKernels>, memory: KernelMemory, points: Placed, k: number, pause: () => Promise<void>): Promise<Candidates> {
  const { data, rows, columns, aside } = points;
  const panelCount = Math.ceil(rows / PANEL);
  const blockPanels = panelsInBlock(panelCount, columns);
  const blocks = 2 * Math.ceil(panelCount / blockPanels / 2);
  const padded = panelCount * PANEL;
  const kept = Math.min(rows - 1, k + Math.max(8, Math.ceil(k / 8)));

  const values = memory.floats(padded * kept).fill(LARGEST);
  const indices = memory.integers(padded * kept);
  // Nothing is near a row that only fills up a panel.
  const farthest = memory.floats(padded).fill(LARGEST, 0, rows).fill(-Infinity, rows);
  const halves = memory.floats(padded);
  const panels = memory.floats(padded * columns);
  const scratch = memory.floats(blocks * PANEL * PANEL);
  const centre = memory.doubles(columns);
  // Unit rows are near the origin as they are, and rows without a direction have to stay there.
  if (!points.cosine) meanInto(centre, data, rows);
  const scale = points.cosine ? 1 : scaleFor(centre, data);

  team.run('packPanels', panelCount, data.byteOffset, rows, columns, centre.byteOffset, scale, aside.byteOffset, panels.byteOffset, halves.byteOffset);
  await pause();
  team.run('compareWithin', blocks, blockPanels, panelCount, panels.byteOffset, halves.byteOffset, columns,
    kept, values.byteOffset, indices.byteOffset, farthest.byteOffset, scratch.byteOffset);
  for (let round = 0; round < blocks - 1; round += 1) {
    team.run('compareBetween', blocks / 2, round, blocks, blockPanels, panelCount, panels.byteOffset, halves.byteOffset, columns,
      kept, values.byteOffset, indices.byteOffset, farthest.byteOffset, scratch.byteOffset);
    await pause();
  }
  const longest = Math.sqrt(2 * halves.subarray(0, rows).reduce((most, half) => Math.max(most, half), 0));
  return { kept, values, indices, halves, scale, longest };
}

/** Panels in a block: two blocks fit the second cache, and there are blocks enough to keep every thread busy. */
function panelsInBlock(panelCount: number, columns: number): number {
  const fitting = Math.floor(65_536 / (PANEL * columns));
  const spread = Math.ceil(panelCount / 32);
  return Math.max(1, Math.ceil(panelCount / 8000), Math.min(fitting, spread, 21));
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

function* rowsWithout(proven: Uint8Array): Generator<number> {
  for (let row = 0; row < proven.length; row += 1) if (proven[row] === 0) yield row;
}
