/** The layouts of one embedding: t-SNE and PCA maps and the grids made from the t-SNE map. */
import { columnName } from '../../src/gallery/items.ts';
import type { ManifestLayout } from '../../src/gallery/manifest.ts';
import type { Matrix } from '../../src/gallery/matrix.ts';
import { pauseEvery } from '../kernels/pause.ts';
import { mapQuality } from '../similarity/map-quality.ts';
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

/** Grids for screens of every shape: cells in a row for `count` items. */
const gridColumns = {
  square: (count: number) => Math.max(1, Math.ceil(Math.sqrt(count))),
  tall: (count: number) => Math.max(1, Math.round(Math.sqrt(count * 0.4))),
  wide: (count: number) => Math.max(1, Math.round(Math.sqrt(count / 0.4))),
} as const;

/** All layouts that `methods` asks for. `given` is n × dimensions; t-SNE sees unit rows where the metric is cosine. */
export async function mapsOf(given: Matrix, options: Options): Promise<Layout[]> {
  const points = options.metric === 'euclidean' ? await withoutIdleColumns(given, options.seed) : given;
  const comparable = options.metric === 'cosine' ? unitRows(points) : points;
  const layouts: Layout[] = [];
  const keep = (method: 'tsne' | 'pca', placed: Float32Array, extra: Partial<ManifestLayout['scores']>, made: Partial<ManifestLayout> = {}): Promise<Layout> => {
    const reference = options.reference?.find((layout) => layout.manifest.method === method);
    const coordinates = reference ? alignTo(reference.coordinates, placed) : placed;
    const { box, shifted } = boxed(coordinates);
    return describe(options, points, { ...made, method, id: `${options.encoder}/${method}`, box }, shifted, extra);
  };
  if (options.methods.includes('pca')) {
    const { projected, explained } = await pca(comparable, Math.min(2, comparable.columns), { seed: options.seed });
    layouts.push(await keep('pca', twoColumns(projected), { explained: Array.from(explained) }));
  }
  if (options.methods.includes('tsne') || options.methods.includes('grid')) {
    const settings = options.tsne ?? { perplexity: 30, iterations: 1000 };
    const { coordinates, divergence } = await tsne(comparable, {
      seed: options.seed, ...settings,
      onProgress: (done, total) => options.onProgress?.(`t-SNE of ${options.encoder}`, done, total),
      ...(options.signal && { signal: options.signal }),
    });
    const map = await keep('tsne', coordinates, { divergence }, { tsne: { ...settings, perplexity: reachablePerplexity(settings.perplexity, points.rows) } });
    if (options.methods.includes('tsne')) layouts.unshift(map);
    if (options.methods.includes('grid')) layouts.push(...await gridsOf(points, map.coordinates, options));
  }
  return layouts;
}

async function gridsOf(points: Matrix, coordinates: Float32Array, options: Options): Promise<Layout[]> {
  const count = coordinates.length / 2;
  return Promise.all((['square', 'tall', 'wide'] as const).map(async (shape) => {
    const wanted = gridColumns[shape](count);
    const { cells, columns, rows, cost, gap } = await assignToGrid(coordinates, {
      columns: wanted, rows: Math.max(1, Math.ceil(count / wanted)), ...(options.signal && { signal: options.signal }),
    });
    const placed = new Float32Array(2 * count);
    cells.forEach((cell, index) => {
      placed[2 * index] = cell % columns;
      placed[2 * index + 1] = Math.floor(cell / columns);
    });
    const box = { width: columns - 1, height: rows - 1 };
    return describe(options, points, { method: 'grid', shape, columns, rows, id: `${options.encoder}/grid-${shape}`, box }, placed, {
      assignment: { cost, gap, greedy: greedyCost(coordinates, columns, rows), random: meanRandomCost(coordinates, columns, rows) },
    });
  }));
}

async function describe(
  options: Options, points: Matrix, layout: Pick<ManifestLayout, 'id' | 'method' | 'box'> & Partial<ManifestLayout>,
  coordinates: Float32Array, extra: Partial<ManifestLayout['scores']>,
): Promise<Layout> {
  const quality = await mapQuality(points, coordinates, { metric: options.metric, seed: options.seed, asked: ASKED, pause: pauseEvery(1, options.signal) });
  return {
    coordinates,
    manifest: {
      ...layout, encoder: options.encoder, x: columnName('x', layout.id), y: columnName('y', layout.id),
      scores: { ...quality, ...extra },
    },
  };
}

/** Columns a row from which turning pays: it takes n³ steps, and distances n² for each column, measured at 500 to 2,000 points. */
const IDLE = 8;

/** n points never span more than n − 1 dimensions: turned onto those, their distances stay. Where there are far more columns, they then cost far less. */
async function withoutIdleColumns(points: Matrix, seed: number): Promise<Matrix> {
  if (points.rows < 3 || points.columns < IDLE * points.rows) return points;
  return (await pca(points, points.rows - 1, { seed })).projected;
}

/** Rows scaled to length 1: Euclidean distance then orders as cosine distance does. A row of zeros stays. */
function unitRows(points: Matrix): Matrix {
  const data = Float32Array.from(points.data);
  for (let start = 0; start < data.length; start += points.columns) {
    const values = data.subarray(start, start + points.columns);
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
    if (length > 0) values.forEach((value, index) => { values[index] = value / length; });
  }
  return { ...points, data };
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
