/** Writes `neighbours/<encoder>-<part>.arrow`, the lists that src/gallery/neighbours.ts reads. */
import { columnFromArray, fixedSizeList, float32, tableFromColumns, tableToIPC, uint32 } from '@uwdata/flechette';
import { partCount, type NeighbourLists } from '../../src/gallery/neighbours.ts';
import { neighboursPath } from '../../src/gallery/paths.ts';
import type { GalleryFile } from './folder.ts';

/** Rows of a file: what a visitor loads to see the nearest of one picture, 200 kB at most with twelve each. */
export const NEIGHBOUR_ROWS = 2048;

/** The lists of one encoder, cut into parts of NEIGHBOUR_ROWS items. */
export function neighbourFiles(encoder: string, { indices, distances, perItem }: NeighbourLists, count: number): (GalleryFile & { bytes: Uint8Array })[] {
  return Array.from({ length: partCount({ count, neighbourRows: NEIGHBOUR_ROWS }) }, (_, part) => {
    const rows = Array.from({ length: Math.min(NEIGHBOUR_ROWS, count - part * NEIGHBOUR_ROWS) }, (_, row) => (part * NEIGHBOUR_ROWS + row) * perItem);
    const table = tableFromColumns([
      ['indices', columnFromArray(rows.map((start) => indices.subarray(start, start + perItem)), fixedSizeList(uint32(), perItem))],
      ['distances', columnFromArray(rows.map((start) => distances.subarray(start, start + perItem)), fixedSizeList(float32(), perItem))],
    ]);
    return { path: neighboursPath(encoder, part), bytes: tableToIPC(table, { format: 'file' })! };
  });
}
