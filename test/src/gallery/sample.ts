/** A gallery of three flags, written by hand: its manifest and its table of items. */
import { bool, columnFromArray, fixedSizeList, float32, float64, list, tableFromColumns, tableToIPC, uint16, uint32, utf8, type DataType } from '@uwdata/flechette';
import type { Manifest } from '../../../src/gallery/manifest.ts';

export const sampleManifest = (): Manifest => ({
  format: 'latent-gallery',
  version: 2,
  id: 'flags',
  title: 'Flags',
  description: 'Three flags.',
  noun: { one: 'flag', many: 'flags' },
  order: 1,
  count: 3,
  items: 'items.arrow',
  neighbours: 2,
  neighbourRows: 2,
  encoders: [
    {
      id: 'pixels', name: 'Pixels', description: 'Raw colours.', dimensions: 12, distance: 'euclidean', distanceNote: 'Euclidean distance',
      input: { width: 2, height: 2, channels: 3 }, retrieval: {},
    },
    {
      id: 'conv-autoencoder', name: 'Autoencoder', description: 'Learned codes.', dimensions: 4, distance: 'cosine', distanceNote: 'cosine distance',
      input: { width: 2, height: 2, channels: 3 }, reconstruction: { meanSquaredError: 0.01, median: 0.01 }, training: 'training/conv-autoencoder.json',
      retrieval: { region: { nearestNeighbourAccuracy: 0.5, precisionAt5: 0.5, precisionAt10: 0.5, meanAveragePrecision: 0.5 } },
    },
  ],
  layouts: [
    {
      id: 'pixels/grid-tall', encoder: 'pixels', method: 'grid', shape: 'tall', columns: 2, rows: 2, box: { width: 1, height: 1 },
      x: 'x_pixels_grid_tall', y: 'y_pixels_grid_tall', scores: { trustworthiness: 1, continuity: 1, neighboursKept: 1 },
    },
    {
      id: 'conv-autoencoder/tsne', encoder: 'conv-autoencoder', method: 'tsne', box: { width: 20, height: 10 },
      x: 'x_conv_autoencoder_tsne', y: 'y_conv_autoencoder_tsne', scores: { trustworthiness: 1, continuity: 1, neighboursKept: 1, divergence: 0.1 },
    },
  ],
  labels: [{ column: 'region', title: 'Region', values: [{ value: 'Europe', count: 2 }, { value: 'Africa', count: 1 }] }],
  facts: [
    { column: 'capital', title: 'Capital', kind: 'text' },
    { column: 'population', title: 'Population', kind: 'number', unit: 'people' },
    { column: 'languages', title: 'Languages', kind: 'list' },
    { column: 'borders', title: 'Borders', kind: 'items' },
  ],
  atlases: [{ level: 0, cell: 32, columns: 2, rows: 2, order: 'spread', pages: ['atlas/0-0.webp'] }],
  imageSizes: [320],
  families: [],
  credits: [],
  counts: { found: 4, published: 3, skipped: [{ name: 'broken.svg', reason: 'It is empty.' }] },
  files: {},
});

/** Name, type and values of every column; tests leave some out or change them. */
export type Columns = Record<string, [type: DataType, values: unknown[]]>;

export const sampleColumns = (): Columns => ({
  id: [utf8(), ['be', 'td', 'no']],
  slug: [utf8(), ['belgium', 'chad', 'norway']],
  title: [utf8(), ['Belgium', '<b>Chad</b>', 'Norway']],
  subtitle: [utf8(), ['Kingdom of Belgium', '', 'Kingdom of Norway']],
  aliases: [list(utf8()), [[], [], ['Svalbard', 'Bouvet Island']]],
  region: [utf8(), ['Europe', 'Africa', 'Europe']],
  capital: [utf8(), ['Brussels', 'N’Djamena', null]],
  population: [float64(), [11_700_000, null, 5_500_000.5]],
  languages: [list(utf8()), [['Dutch', 'French', 'German'], ['Arabic', 'French'], null]],
  borders: [list(utf8()), [[], ['no'], ['td']]],
  width: [uint16(), [450, 450, 440]],
  height: [uint16(), [390, 300, 320]],
  colour: [uint32(), [0xa09030, 0x05060a, 0xb02030]],
  transparent: [bool(), [false, true, false]],
  x_pixels_grid_tall: [uint16(), [0, 65535, 0]],
  y_pixels_grid_tall: [uint16(), [0, 0, 65535]],
  x_conv_autoencoder_tsne: [uint16(), [0, 65535, 13107]],
  y_conv_autoencoder_tsne: [uint16(), [65535, 0, 13107]],
  cell_spread: [uint32(), [2, 0, 1]],
  cell_near: [uint32(), [0, 1, 2]],
  error_conv_autoencoder: [float32(), [0.5, 0.25, 0.125]],
});

/** Both parts of the neighbour lists of `pixels`, two items in the first and one in the second. */
export const sampleNeighbours = (): Columns[] => [
  { indices: [fixedSizeList(uint32(), 2), [[1, 2], [0, 2]]], distances: [fixedSizeList(float32(), 2), [[0.5, 4], [0.5, 3]]] },
  { indices: [fixedSizeList(uint32(), 2), [[0, 1]]], distances: [fixedSizeList(float32(), 2), [[4, 8]]] },
];

export function encode(columns: Columns): Uint8Array {
  const table = tableFromColumns(Object.entries(columns).map(([name, [type, values]]) => [name, columnFromArray(values, type)]));
  return tableToIPC(table, {})!;
}
