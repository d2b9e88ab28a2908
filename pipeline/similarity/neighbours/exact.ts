/** Exact nearest neighbours by the kernels: every pair once in single precision, the near ones again in double. */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import type { Metric } from '../distances.ts';
import type { Neighbours } from '../neighbours.ts';
import { nearestOfCandidates, openSearch, PANEL, type Search } from './search.ts';

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
  const search = await openSearch(points, k, metric, threads);
  try {
    await compareAll(search, pause);
    const { result, proven } = nearestOfCandidates(search, k);
    await searchAgain(search, k, rowsWithout(proven), result, pause);
    return result;
  } finally {
    await search.team.close();
  }
}

/** Fills the lists with the best of all pairs. */
async function compareAll(search: Search, pause: () => Promise<void>): Promise<void> {
  const { team, memory, rows, columns, kept } = search;
  const panelCount = Math.ceil(rows / PANEL);
  const blockPanels = panelsInBlock(panelCount, columns);
  const blocks = 2 * Math.ceil(panelCount / blockPanels / 2);
  // Nothing is near a row that only fills up a panel.
  const farthest = memory.floats(panelCount * PANEL).fill(LARGEST, 0, rows).fill(-Infinity, rows);
  const panels = memory.floats(panelCount * PANEL * columns);
  const scratch = memory.floats(blocks * PANEL * PANEL);
  const lists = [kept, search.values.byteOffset, search.indices.byteOffset, search.ids.byteOffset, farthest.byteOffset, scratch.byteOffset] as const;

  team.run('packPanels', panelCount, search.ids.byteOffset, search.data.byteOffset, rows, columns, search.centre.byteOffset, search.scale,
    search.aside.byteOffset, panels.byteOffset, search.halves.byteOffset);
  await pause();
  team.run('compareWithin', blocks, blockPanels, panelCount, panels.byteOffset, search.halves.byteOffset, columns, ...lists);
  for (let round = 0; round < blocks - 1; round += 1) {
    team.run('compareBetween', blocks / 2, round, blocks, blockPanels, panelCount, panels.byteOffset, search.halves.byteOffset, columns, ...lists);
    await pause();
  }
}

/** Panels in a block: two blocks fit the second cache, and there are blocks enough to keep every thread busy. */
function panelsInBlock(panelCount: number, columns: number): number {
  const fitting = Math.floor(65_536 / (PANEL * columns));
  const spread = Math.ceil(panelCount / 32);
  return Math.max(1, Math.ceil(panelCount / 8000), Math.min(fitting, spread, 21));
}

/** Rows that are searched again between two pauses. */
const BATCH = 64;

/** Searches some rows in double precision against all others, and writes what it finds into the result. */
async function searchAgain(search: Search, k: number, doubtful: readonly number[], result: Neighbours, pause: () => Promise<void>): Promise<void> {
  if (doubtful.length === 0) return;
  const { team, memory, rows, columns } = search;
  const list = memory.integers(BATCH);
  const best = memory.doubles(BATCH * k);
  const indices = memory.integers(BATCH * k);
  const distances = memory.floats(BATCH * k);
  for (let start = 0; start < doubtful.length; start += BATCH) {
    const batch = doubtful.slice(start, start + BATCH);
    list.set(batch);
    team.run('searchAll', batch.length, list.byteOffset, search.data.byteOffset, rows, columns, search.cosine, search.aside.byteOffset,
      k, indices.byteOffset, distances.byteOffset, best.byteOffset);
    batch.forEach((row, place) => {
      result.indices.set(indices.subarray(place * k, (place + 1) * k), row * k);
      result.distances.set(distances.subarray(place * k, (place + 1) * k), row * k);
    });
    await pause();
  }
}

function rowsWithout(proven: Uint8Array): number[] {
  return Array.from(proven.keys()).filter((row) => proven[row] === 0);
}
