/** The layouts of one embedding: t-SNE and PCA maps and the grids made from the t-SNE map. */
import { columnName } from '../../src/gallery/items.ts';
import type { ManifestLayout } from '../../src/gallery/manifest.ts';
import type { Matrix } from '../../src/gallery/matrix.ts';
import { pauseEvery } from '../kernels/pause.ts';
import { comparable } from '../similarity/distances.ts';
import { openMapJudge } from '../similarity/map-quality.ts';
import { refuseTooMany } from '../similarity/neighbours.ts';
import { alignTo } from './align.ts';
import { assignToGrid } from './grid.ts';
import { greedyCost, meanRandomCost } from './grid/yardsticks.ts';
import { pca } from './pca.ts';
import { tsne } from './tsne.ts';
import { reachablePerplexity } from './tsne/joint.ts';

type Method = ManifestLayout['method'];

/** A layout with its coordinates: interleaved x and y, 0 … box.width and 0 … box.height. */
export interface Layout {
  manifest: ManifestLayout;
  coordinates: Float32Array;
}

interface Options {
  encoder: string;
  metric: 'euclidean' | 'cosine';
  methods: readonly Method[];
  /** 30 and 1,000 unless told. */
  tsne?: { perplexity: number; iterations: number };
  seed: number;
  /** Maps of another embedding of the same items: maps of the same method are turned and mirrored onto them. */
  reference?: readonly Layout[];
  onProgress?: (label: string, done: number, total: number) => void;
  signal?: AbortSignal;
}

/** Points asked for their neighbours when a map is judged: five maps of 10,000 points would take minutes, and these few tell the third decimal. */
const ASKED = 2_500;

const shapes = ['square', 'tall', 'wide'] as const;
type Shape = (typeof shapes)[number];

/** Grids for screens of every shape: cells in a row for `count` items. */
const gridColumns = {
  square: (count: number) => Math.max(1, Math.ceil(Math.sqrt(count))),
  tall: (count: number) => Math.max(1, Math.round(Math.sqrt(count * 0.4))),
  wide: (count: number) => Math.max(1, Math.round(Math.sqrt(count / 0.4))),
} as const;

/** A layout that is not judged yet. `scores` are those that come of making it. */
interface Placed {
  made: Pick<ManifestLayout, 'id' | 'method' | 'box'> & Partial<ManifestLayout>;
  coordinates: Float32Array;
  scores: Partial<ManifestLayout['scores']>;
}

/**
 * All layouts that `methods` asks for. `given` is n × dimensions; t-SNE sees unit rows where the metric is cosine. Layouts are made and judged
 * one after the other: of large collections the points alone are gigabytes. Throws a Problem at once where they are too many.
 */
export async function mapsOf(given: Matrix, options: Options): Promise<Layout[]> {
  refuseTooMany(given);
  const points = comparable(options.metric === 'euclidean' ? await withoutIdleColumns(given, options.seed) : given, options.metric);
  const placed: Placed[] = [];
  const kept = (method: 'tsne' | 'pca', map: Float32Array, scores: Placed['scores'], made: Partial<ManifestLayout> = {}): Placed => {
    const reference = options.reference?.find((layout) => layout.manifest.method === method);
    const { box, shifted } = boxed(reference ? alignTo(reference.coordinates, map) : map);
    return { made: { ...made, method, id: `${options.encoder}/${method}`, box }, coordinates: shifted, scores };
  };
  if (options.methods.includes('pca')) {
    const { projected, explained } = await pca(points, Math.min(2, points.columns), { seed: options.seed });
    placed.push(kept('pca', twoColumns(projected), { explained: Array.from(explained) }));
  }
  if (options.methods.includes('tsne') || options.methods.includes('grid')) {
    const settings = options.tsne ?? { perplexity: 30, iterations: 1000 };
    const { coordinates, divergence } = await tsne(points, {
      seed: options.seed, ...settings,
      onProgress: (done, total) => options.onProgress?.(`t-SNE of ${options.encoder}`, done, total),
      ...(options.signal && { signal: options.signal }),
    });
    const map = kept('tsne', coordinates, { divergence }, { tsne: { ...settings, perplexity: reachablePerplexity(settings.perplexity, points.rows) } });
    if (options.methods.includes('tsne')) placed.unshift(map);
    if (options.methods.includes('grid')) for (const shape of shapes) placed.push(await gridOf(shape, map.coordinates, options));
  }
  return judged(placed, points, options);
}

async function gridOf(shape: Shape, coordinates: Float32Array, options: Options): Promise<Placed> {
  const count = coordinates.length / 2;
  const wanted = gridColumns[shape](count);
  const { cells, columns, rows, cost, gap } = await assignToGrid(coordinates, {
    columns: wanted, rows: Math.max(1, Math.ceil(count / wanted)), ...(options.signal && { signal: options.signal }),
  });
  const placed = new Float32Array(2 * count);
  cells.forEach((cell, index) => {
    placed[2 * index] = cell % columns;
    placed[2 * index + 1] = Math.floor(cell / columns);
  });
  return {
    made: { method: 'grid', shape, columns, rows, id: `${options.encoder}/grid-${shape}`, box: { width: columns - 1, height: rows - 1 } }, coordinates: placed,
    scores: { assignment: { cost, gap, greedy: greedyCost(coordinates, columns, rows), random: meanRandomCost(coordinates, columns, rows) } },
  };
}

/** `points` are compared by Euclidean distance. */
async function judged(placed: readonly Placed[], points: Matrix, { encoder, seed, signal }: Options): Promise<Layout[]> {
  const judge = await openMapJudge(points, { seed, asked: ASKED, pause: pauseEvery(1, signal) });
  try {
    const layouts: Layout[] = [];
    for (const { made, coordinates, scores } of placed) {
      const manifest = { ...made, encoder, x: columnName('x', made.id), y: columnName('y', made.id), scores: { ...await judge.judge(coordinates), ...scores } };
      layouts.push({ coordinates, manifest });
    }
    return layouts;
  } finally {
    await judge.close();
  }
}

/** Columns a row from which turning pays: it takes n³ steps, and distances n² for each column, measured at 500 to 2,000 points. */
const IDLE = 8;

/** n points never span more than n − 1 dimensions: turned onto those, their distances stay. Where there are far more columns, they then cost far less. */
async function withoutIdleColumns(points: Matrix, seed: number): Promise<Matrix> {
  if (points.rows < 3 || points.columns < IDLE * points.rows) return points;
  return (await pca(points, points.rows - 1, { seed })).projected;
}

/** The first two columns, interleaved; a missing second one is 0. */
function twoColumns(projected: Matrix): Float32Array {
  const out = new Float32Array(2 * projected.rows);
  for (let index = 0; index < projected.rows; index += 1) {
    for (let axis = 0; axis < Math.min(2, projected.columns); axis += 1) out[2 * index + axis] = projected.data[index * projected.columns + axis]!;
  }
  return out;
}

/** Coordinates moved so that the smallest are 0, and the box they fill. */
function boxed(coordinates: Float32Array): { box: { width: number; height: number }; shifted: Float32Array } {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  coordinates.forEach((value, index) => {
    low[index % 2] = Math.min(low[index % 2]!, value);
    high[index % 2] = Math.max(high[index % 2]!, value);
  });
  return {
    box: { width: Math.max(0, high[0]! - low[0]!), height: Math.max(0, high[1]! - low[1]!) },
    shifted: coordinates.map((value, index) => value - low[index % 2]!),
  };
}
