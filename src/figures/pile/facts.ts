/** Everything the write-up of the pile says in numbers, read from the build. */
import { mainEncoder } from '../../gallery/main-encoder.ts';
import type { Manifest, ManifestEncoder, ManifestLayout } from '../../gallery/manifest.ts';
import type { Gallery } from '../../gallery/read.ts';
import { loadGallery } from '../../utils/galleries.ts';
import { layerWords } from '../../utils/encoders.ts';
import { findLayout } from '../../utils/grid.ts';
import { capital, counted, inWords, percent, short, tenths, withCommas } from '../../utils/words.ts';
import { alikeShare, wholeGrid, type GridPart } from '../grid-parts.ts';

type Assignment = NonNullable<ManifestLayout['scores']['assignment']>;

export interface PileFacts {
  gallery: Gallery;
  encoder: ManifestEncoder;
  map: ManifestLayout;
  grid: ManifestLayout;
  assignment: Assignment;
  whole: GridPart;
  /** Share of all pairs of photographs that are alike; null of one photograph. */
  chance: number | null;
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
  return { gallery, encoder, map, grid, assignment, whole: wholeGrid(items, grid), chance: alikeShare(items, encoder.id) };
}

/** Sentences that stay true whatever the build finds. */
export function sentences({ gallery: { manifest }, encoder, map, grid, assignment, whole, chance }: PileFacts) {
  const cells = (grid.columns ?? 0) * (grid.rows ?? 0);
  const layer = layerWords(encoder);
  const steps = (cost: number): string => short(Math.sqrt(cost / manifest.count));
  return {
    count: counted(manifest.count, manifest.noun),
    numbers: withCommas(encoder.dimensions),
    size: `${encoder.input?.width} × ${encoder.input?.height}`,
    layer: layer && `The description is the output of ${layer}.`,
    distance: encoder.distanceNote,
    perplexity: withCommas(map.tsne?.perplexity ?? 0),
    iterations: withCommas(map.tsne?.iterations ?? 0),
    shape: `${grid.columns} × ${grid.rows}`,
    empty: cells === manifest.count ? 'and no cell stays empty' : `and ${inWords(cells - manifest.count)} of ${withCommas(cells)} cells ${cells - manifest.count === 1 ? 'stays' : 'stay'} empty`,
    exact: `From map to cell a photograph moves ${steps(assignment.cost)} cells (root mean square). Giving each in turn its nearest free cell would make that ${steps(assignment.greedy)}, and filling cells at random ${steps(assignment.random)}.`,
    gap: gapSentence(assignment),
    kept: lost(map.scores.neighboursKept, grid.scores.neighboursKept, manifest.noun.one),
    beside: besideSentence(whole, chance, manifest),
    answer: whole.pairs > 0 && chance !== null ? `In short: of the pairs side by side in the grid, ${tenths(whole.alike / whole.pairs)} are alike; of all possible pairs, ${tenths(chance)}.` : '',
  };
}

/** Is there a better assignment, and by how much at most? */
export function gapSentence({ cost, gap }: Pick<Assignment, 'cost' | 'gap'>): string {
  const bound = 'the same computation gives a bound that no assignment can go below';
  if (cost === 0 || gap <= 1e-6 * cost) return `No other way has a smaller sum of squares: ${bound}, and the result meets it up to rounding.`;
  // Rounded up: a bound stays one.
  return `${capital(bound)}: the sum of squares is at most ${tenths(Math.ceil((1000 * gap) / cost) / 1000)} larger.`;
}

/** How often what lies side by side is alike, and how often any two are; '' where nothing lies side by side. */
export function besideSentence(
  whole: Pick<GridPart, 'pairs' | 'alike'>, chance: number | null, { neighbours, count, noun }: Pick<Manifest, 'neighbours' | 'count' | 'noun'>,
): string {
  if (whole.pairs === 0 || chance === null) return '';
  return `Two ${noun.many} count as alike where one has the other among its ${inWords(neighbours)} nearest of ${withCommas(count - 1)}. Of ${withCommas(whole.pairs)} pairs that share an edge in the grid, ${tenths(whole.alike / whole.pairs)} are alike; of all possible pairs, ${tenths(chance)}.`;
}

/** How much of the neighbourhoods the map keeps, and what the grid changes about it. */
export function lost(map: number, grid: number, noun: string): string {
  const start = `The map keeps ${percent(map)} of each ${noun}’s ten nearest, the grid ${percent(grid)}`;
  if (map === 0) return `${start}.`;
  const parts = (map - grid) / map;
  if (Math.abs(parts) < 0.01) return `${start}: the grid costs next to nothing of it.`;
  return parts > 0 ? `${start}: the grid gives up ${percent(parts)} of what the map had.` : `${start}, which is more.`;
}
