/** Everything the write-up of the pile says in numbers, read from the build. */
import type { ManifestEncoder, ManifestLayout } from '../../gallery/manifest.ts';
import type { Gallery } from '../../gallery/read.ts';
import { loadGallery } from '../../utils/galleries.ts';
import { findLayout, mainEncoder } from '../../utils/grid.ts';
import { counted, inWords, percent, short, withCommas } from '../../utils/words.ts';
import { wholeGrid, type GridPart } from '../grid-parts.ts';

type Assignment = NonNullable<ManifestLayout['scores']['assignment']>;

export interface PileFacts {
  gallery: Gallery;
  encoder: ManifestEncoder;
  map: ManifestLayout;
  grid: ManifestLayout;
  assignment: Assignment;
  whole: GridPart;
}

/** Throws where the gallery lacks what the write-up speaks of. */
export async function pileFacts(id = 'pile'): Promise<PileFacts> {
  const gallery = await loadGallery(id);
  const { manifest, items } = gallery;
  const encoder = mainEncoder(manifest);
  const map = findLayout(manifest, encoder.id, 'tsne');
  const grid = findLayout(manifest, encoder.id, 'grid', 'square');
  const assignment = grid?.scores.assignment;
  if (!map || !grid || !assignment) throw new Error(`The write-up “A pile of photographs” needs a gallery “${id}” with a t-SNE map and a square grid; build the gallery again.`);
  return { gallery, encoder, map, grid, assignment, whole: wholeGrid(items, grid) };
}

/** Sentences that stay true whatever the build finds. */
export function sentences({ gallery: { manifest }, encoder, map, grid, assignment, whole }: PileFacts) {
  const cells = (grid.columns ?? 0) * (grid.rows ?? 0);
  const steps = (cost: number): string => short(Math.sqrt(cost / manifest.count));
  return {
    count: counted(manifest.count, manifest.noun),
    numbers: withCommas(encoder.dimensions),
    size: `${encoder.input?.width} × ${encoder.input?.height}`,
    layer: encoder.description.slice(encoder.description.indexOf(': ') + 2),
    distance: encoder.distanceNote,
    perplexity: short(map.tsne?.perplexity ?? 0),
    iterations: withCommas(map.tsne?.iterations ?? 0),
    shape: `${grid.columns} × ${grid.rows}`,
    empty: cells === manifest.count ? 'and no cell stays empty' : `and ${inWords(cells - manifest.count)} of ${withCommas(cells)} cells ${cells - manifest.count === 1 ? 'stays' : 'stay'} empty`,
    exact: `On the way from the map to its cell a photograph moves by ${steps(assignment.cost)} cells (root mean square). Taking the nearest free cell for one photograph after the other it would be ${steps(assignment.greedy)}, and by chance ${steps(assignment.random)}.`,
    gap: assignment.gap < 1e-6 * assignment.cost
      ? 'The way found is the shortest there is: the same computation yields a bound that no assignment can go below, and up to rounding the two are equal.'
      : `The same computation yields a bound that no assignment can go below: the way found is at most ${percent(assignment.gap / assignment.cost)} longer.`,
    kept: lost(map.scores.neighboursKept, grid.scores.neighboursKept, manifest.noun.one),
    beside: `Of ${withCommas(whole.pairs)} pairs of photographs that lie edge to edge in the grid, ${percent(whole.alike / whole.pairs)} are alike: one of the two has the other among its ${inWords(manifest.neighbours)} nearest of ${withCommas(manifest.count - 1)}.`,
  };
}

/** How much of the neighbourhoods the map keeps, and what the grid changes about it. */
export function lost(map: number, grid: number, noun: string): string {
  const start = `The map keeps ${percent(map)} of each ${noun}’s ten nearest, the grid ${percent(grid)}`;
  const parts = (map - grid) / map;
  if (Math.abs(parts) < 0.01) return `${start}: the grid costs next to nothing of it.`;
  return parts > 0 ? `${start}: the grid gives up ${percent(parts)} of what the map had.` : `${start}, which is more: in a grid a picture has at most eight others round it.`;
}
