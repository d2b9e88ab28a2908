/** Collections of any size for benches and browser tests, made up and published by the pipeline's own publisher. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { codeKey } from '../../pipeline/cache/code-key.ts';
import { cachedStages } from '../../pipeline/cache/stages.ts';
import { seeded } from '../../pipeline/ground/random.ts';
import { atlasFiles } from '../../pipeline/publish/atlas-files.ts';
import { atlasOrders } from '../../pipeline/publish/atlas-orders.ts';
import { publishGallery } from '../../pipeline/publish/folder.ts';
import { encodeItems, type LayoutColumns } from '../../pipeline/publish/items-table.ts';
import { neighbourFiles, NEIGHBOUR_ROWS } from '../../pipeline/publish/neighbour-files.ts';
import { columnName } from '../../src/gallery/items.ts';
import { FORMAT, FORMAT_VERSION, type Manifest, type ManifestLayout } from '../../src/gallery/manifest.ts';
import { hexOf, syntheticPicture } from './synthetic-pictures.ts';

const KINDS = ['Arch', 'Bell', 'Coin', 'Dial', 'Emblem', 'Fan', 'Gate', 'Helm'];
const PERIODS = ['Early', 'Middle', 'Late'];
/** A map opens with the last one. */
const ENCODERS = ['colour', 'shape'] as const;
const BOX = { width: 100, height: 72 };
const NEIGHBOURS = 12;

/**
 * The folder of a published gallery of `count` pictures called `synthetic-<count>`. It is made once and kept under `.cache/`
 * for as long as the code that makes it stays the same. Single pictures are not published: the atlases hold all there is.
 */
export async function syntheticGallery(root: string, count: number): Promise<string> {
  const key = codeKey('test/support/synthetic-gallery.ts').slice(0, 12);
  const folder = path.join(root, '.cache/synthetic', key, `synthetic-${count}`);
  if (!existsSync(folder)) await publish(folder, count);
  return folder;
}

async function publish(folder: string, count: number): Promise<void> {
  const random = seeded(1, 'synthetic');
  const clusters = Math.max(4, Math.round(Math.sqrt(count) / 3));
  const clusterOf = Uint32Array.from({ length: count }, () => random.below(clusters));
  const maps = ENCODERS.map((encoder) => ({ encoder, coordinates: clustered(clusterOf, clusters, encoder) }));
  const pictures = Array.from(clusterOf, (cluster, index) => syntheticPicture(index, cluster / clusters));
  const layouts = maps.flatMap((map) => [
    layout(map.encoder, 'tsne', map.coordinates), layout(map.encoder, 'pca', mirrored(map.coordinates)),
    gridLayout(map.encoder, 'square', map.coordinates, Math.ceil(Math.sqrt(count))), gridLayout(map.encoder, 'tall', map.coordinates, Math.round(Math.sqrt(count * 0.4))),
  ]);
  const orders = atlasOrders(maps.at(-1)!.coordinates, count);
  const stages = cachedStages({ folder: path.join(path.dirname(folder), 'stages'), clock: () => 0 });
  const atlases = await atlasFiles(pictures, orders, `synthetic ${count}`, stages);
  const labels = [{ column: 'kind', title: 'Kind' }, { column: 'period', title: 'Period' }];
  const facts: Manifest['facts'] = [{ column: 'year', title: 'Year', kind: 'number' }, { column: 'weight', title: 'Weight', kind: 'number', unit: 'g' }];
  const rows = pictures.map(({ width, height, ground }, index) => {
    const cluster = clusterOf[index]!;
    return {
      id: `p${index}`, slug: `picture-${index}`, title: `${KINDS[cluster % KINDS.length]!} ${index + 1}`, subtitle: '', aliases: [], width, height, colour: hexOf(ground), transparent: false,
      labels: { kind: KINDS[cluster % KINDS.length]!, period: PERIODS[index % PERIODS.length]! },
      facts: { year: 1400 + ((index * 37) % 600), weight: index % 7 === 0 ? null : (index * 13) % 1000 },
      spread: orders.spread[index]!, near: orders.near[index]!,
    };
  });
  const counted = labels.map((label) => ({ ...label, values: [...Map.groupBy(rows, (row) => row.labels[label.column as 'kind' | 'period'])].map(([value, members]) => ({ value, count: members.length })) }));
  const table = encodeItems(rows, [], layouts, { labels: counted, facts });
  const lists = nearOnCurve(orders.near);
  await publishGallery(folder, {
    format: FORMAT, version: FORMAT_VERSION, id: path.basename(folder), title: `${count.toLocaleString('en-US')} made-up pictures`, description: 'Made up to measure the map.',
    noun: { one: 'picture', many: 'pictures' }, order: 100, count, items: 'items.arrow', neighbours: NEIGHBOURS, neighbourRows: NEIGHBOUR_ROWS,
    encoders: ENCODERS.map((id) => ({
      id, name: id === 'shape' ? 'Shape' : 'Colour', description: 'Made up.', dimensions: 2, distance: 'euclidean', distanceNote: 'Euclidean distance', input: { width: 1, height: 1, channels: 3 }, retrieval: {},
    })),
    layouts: layouts.map(({ manifest }) => manifest), labels: counted, facts, atlases: atlases.manifest, imageSizes: [], families: [], credits: [],
    counts: { found: count, published: count, skipped: [] },
  }, [{ path: 'items.arrow', bytes: table }, ...atlases.files, ...ENCODERS.flatMap((encoder) => neighbourFiles(encoder, lists, count))]);
}

/** Interleaved x and y in BOX: round clusters of different density, and a few points between them. */
function clustered(clusterOf: Uint32Array, clusters: number, stream: string): Float32Array {
  const random = seeded(2, stream);
  const middles = Array.from({ length: clusters }, () => [random.uniform(), random.uniform(), 0.4 + random.uniform()] as const);
  const spread = 0.42 / Math.sqrt(clusters);
  const inside = (value: number): number => Math.min(1, Math.max(0, value));
  return Float32Array.from(Array.from(clusterOf, (cluster) => {
    const [x, y, width] = middles[cluster]!;
    const stray = random.uniform() < 0.03 ? 6 : 1;
    return [inside(x + random.normal() * spread * width * stray) * BOX.width, inside(y + random.normal() * spread * width * stray) * BOX.height];
  }).flat());
}

const mirrored = (coordinates: Float32Array): Float32Array => coordinates.map((value, at) => (at % 2 === 0 ? BOX.width - value : value));

function layout(encoder: string, method: 'tsne' | 'pca', coordinates: Float32Array): LayoutColumns & { manifest: ManifestLayout } {
  return { ...describe(`${encoder}/${method}`, encoder, method, BOX), coordinates };
}

/** Rows of a grid from top to bottom, each from left to right: no true assignment, but good enough to look at. */
function gridLayout(encoder: string, shape: 'square' | 'tall', map: Float32Array, columns: number): LayoutColumns & { manifest: ManifestLayout } {
  const count = map.length / 2;
  const rows = Math.ceil(count / columns);
  const byRow = Uint32Array.from({ length: count }, (_, index) => index).sort((a, b) => map[2 * a + 1]! - map[2 * b + 1]!);
  const coordinates = new Float32Array(map.length);
  for (let row = 0; row < rows; row += 1) {
    byRow.subarray(row * columns, (row + 1) * columns).sort((a, b) => map[2 * a]! - map[2 * b]!).forEach((item, column) => coordinates.set([column, row], 2 * item));
  }
  const described = describe(`${encoder}/grid-${shape}`, encoder, 'grid', { width: columns - 1, height: rows - 1 });
  return { ...described, manifest: { ...described.manifest, shape, columns, rows }, coordinates };
}

function describe(id: string, encoder: string, method: ManifestLayout['method'], box: ManifestLayout['box']): { id: string; box: ManifestLayout['box']; manifest: ManifestLayout } {
  const scores = { trustworthiness: 1, continuity: 1, neighboursKept: 1 };
  return { id, box, manifest: { id, encoder, method, box, x: columnName('x', id), y: columnName('y', id), scores } };
}

/** The pictures before and after on the curve through the map stand for the nearest. */
function nearOnCurve(near: Uint32Array): { indices: Uint32Array; distances: Float32Array; perItem: number } {
  const along = new Uint32Array(near.length);
  near.forEach((place, item) => { along[place] = item; });
  const lists = { indices: new Uint32Array(near.length * NEIGHBOURS), distances: new Float32Array(near.length * NEIGHBOURS), perItem: NEIGHBOURS };
  near.forEach((place, item) => {
    for (let rank = 0; rank < NEIGHBOURS; rank += 1) {
      const step = (rank % 2 === 0 ? 1 : -1) * (Math.floor(rank / 2) + 1);
      lists.indices[item * NEIGHBOURS + rank] = along[(place + step + near.length) % near.length]!;
      lists.distances[item * NEIGHBOURS + rank] = (rank + 1) / 10;
    }
  });
  return lists;
}
