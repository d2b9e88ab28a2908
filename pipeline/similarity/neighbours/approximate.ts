/** Approximate nearest neighbours of very many points: random projection trees, then neighbours of neighbours. */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { seeded } from '../../ground/random.ts';
import type { Metric } from '../distances.ts';
import type { Neighbours } from '../neighbours.ts';
import { nearestOfCandidates, openSearch, PANEL, type Search } from './search.ts';

/** Trees, and rounds of looking at neighbours of neighbours: enough to find 99 of 100 of 90 neighbours, see the benches. */
/** Trees, and rounds of looking at neighbours of neighbours: enough for 99 of 100 of 90 neighbours in the tests. */
const TREES = 8;
const ROUNDS = 2;
/** How many of each row's nearest are asked for theirs, and how many those name. */
const FOLLOWED = 40;
/** Rows of a leaf at most; at least half as many are in each. All pairs of a leaf are compared. */
const LEAF = 1000;

/**
 * As `exactNeighbours`, but some neighbours may be missed for slightly farther ones; all distances are exact. The search begins
 * with trees and goes on as W. Dong et al., WWW 2011 (NN-descent): L. McInnes's PyNNDescent does both. The same points
 * always give the same result.
 *
 * `points` finite, 0 < k, rows at least a thousand and eight times k. `pause` is called between steps of the work.
 */
export async function approximateNeighbours(points: Matrix, k: number, metric: Metric, threads: number, pause: () => Promise<void>): Promise<Neighbours> {
  const search = await openSearch(points, k, metric, threads);
  try {
    writeHalves(search);
    await compareInLeaves(search, pause);
    await joinWithNeighbours(search, pause);
    return nearestOfCandidates(search, k).result;
  } finally {
    await search.team.close();
  }
}

/** |x|²/2 of every row: packing the rows computes it, the panels are not used. */
function writeHalves({ team, memory, rows, columns, ids, data, centre, scale, aside, halves }: Search): void {
  const mark = memory.mark();
  const panels = memory.floats(Math.ceil(rows / PANEL) * PANEL * columns);
  team.run('packPanels', Math.ceil(rows / PANEL), ids.byteOffset, data.byteOffset, rows, columns, centre.byteOffset, scale,
    aside.byteOffset, panels.byteOffset, halves.byteOffset);
  memory.release(mark);
}

async function compareInLeaves(search: Search, pause: () => Promise<void>): Promise<void> {
  const { team, memory, rows, columns, kept } = search;
  const mark = memory.mark();
  const bounds = leafBounds(rows, Math.max(LEAF, 4 * kept));
  const places = memory.integers(bounds.length);
  places.set(bounds);
  // Two random numbers for each plane; a tree has one plane less than leaves.
  const drawCount = 2 * (bounds.length - 1);
  const random = seeded(0, 'neighbours');
  const draws = memory.doubles(TREES * drawCount);
  for (let at = 0; at < draws.length; at += 1) draws[at] = random.uniform();
  const orders = memory.integers(TREES * rows);
  const projections = memory.floats(TREES * rows);
  team.run('growTree', TREES, search.data.byteOffset, rows, columns, Math.max(LEAF, 4 * kept), draws.byteOffset, drawCount, orders.byteOffset, projections.byteOffset);
  await pause();

  const panels = Math.ceil(Math.max(LEAF, 4 * kept) / PANEL) * PANEL;
  const room = 4 * (PANEL * PANEL + 2 * panels + panels * columns);
  const scratch = memory.bytes(team.threads * room);
  const leaves = bounds.length - 1;
  for (let tree = 0; tree < TREES; tree += 1) {
    for (let first = 0; first < leaves; first += LEAVES) {
      team.run('compareLeaf', Math.min(LEAVES, leaves - first), places.byteOffset + 4 * first, orders.byteOffset + 4 * tree * rows,
        search.data.byteOffset, columns, search.centre.byteOffset, search.scale, search.aside.byteOffset,
        kept, search.values.byteOffset, search.indices.byteOffset, scratch.byteOffset, room);
      await pause();
    }
  }
  memory.release(mark);
}

/** Leaves between two pauses. */
const LEAVES = 64;

/** Where leaves start when stretches are halved until none is longer than `most`; the last bound is `rows`. */
export function leafBounds(rows: number, most: number): number[] {
  const starts: number[] = [];
  const halve = (start: number, end: number): void => {
    if (end - start <= most) {
      starts.push(start);
      return;
    }
    const middle = start + Math.floor((end - start) / 2);
    halve(start, middle);
    halve(middle, end);
  };
  halve(0, rows);
  return [...starts, rows];
}

async function joinWithNeighbours(search: Search, pause: () => Promise<void>): Promise<void> {
  const { team, memory, rows, columns, kept } = search;
  const most = Math.min(kept, FOLLOWED);
  const nearest = memory.integers(rows * most);
  const seen = memory.integers(team.threads * rows).fill(-1);
  const count = Math.max(16, Math.ceil(rows / 2000));
  const parts = Math.ceil(rows / count);
  for (let round = 0; round < ROUNDS; round += 1) {
    team.run('copyNearest', parts, count, rows, kept, search.values.byteOffset, search.indices.byteOffset, most, nearest.byteOffset);
    await pause();
    team.run('joinNeighbours', parts, count, search.data.byteOffset, rows, columns, search.scale, search.halves.byteOffset, search.aside.byteOffset,
      kept, search.values.byteOffset, search.indices.byteOffset, most, nearest.byteOffset, seen.byteOffset, round * rows);
    await pause();
  }
}
