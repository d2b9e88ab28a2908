/** The atlases of a gallery: small cells for the first paint, larger ones for what is looked at. */
import { CELL_MARGIN } from '../../src/gallery/atlas.ts';
import { atlasPath } from '../../src/gallery/paths.ts';
import type { Manifest } from '../../src/gallery/manifest.ts';
import { codeKey } from '../cache/code-key.ts';
import { keyOf } from '../cache/key.ts';
import type { Stages } from '../cache/stages.ts';
import { packAtlas, type AtlasPicture } from '../images/atlas.ts';
import type { AtlasOrders } from './atlas-orders.ts';
import type { GalleryFile } from './folder.ts';

type Level = Pick<Manifest['atlases'][number], 'cell' | 'order'> & { page: number };

/**
 * One page shows all of a small collection. A larger one begins with cells so small that the first page or two show its whole map; its
 * other cells are no larger than pictures need whose longest side is `largest` pixels: enlarged, ten thousand digits would fill 150 pages.
 */
export function atlasLevels(count: number, largest: number): Level[] {
  if (count <= 1500) return [{ cell: 64, order: 'spread', page: 2048 }, { cell: 128, order: 'near', page: 2048 }];
  // Sides that can be halved: smaller versions of a page then keep their cells apart.
  const enough = Math.max(32, 8 * Math.ceil((largest + 2 * CELL_MARGIN) / 8));
  const sharper: Level = { cell: Math.min(64, enough), order: 'near', page: 1024 };
  if (count > 20_000) return [{ cell: 16, order: 'spread', page: 2048 }, sharper];
  const first: Level = { cell: 24, order: 'spread', page: 2048 };
  return enough <= 64 ? [first, sharper] : [first, sharper, { cell: Math.min(128, enough), order: 'near', page: 1024 }];
}

/** `picturesKey` stands for the pictures in the cache. */
export async function atlasFiles(
  pictures: readonly AtlasPicture[], orders: AtlasOrders, picturesKey: string, stages: Stages,
): Promise<{ manifest: Manifest['atlases']; files: GalleryFile[] }> {
  const manifest: Manifest['atlases'] = [];
  const files: GalleryFile[] = [];
  const largest = pictures.reduce((most, { width, height }) => Math.max(most, width, height), 0);
  for (const [level, { order, ...settings }] of atlasLevels(pictures.length, largest).entries()) {
    const ordered: AtlasPicture[] = [];
    orders[order].forEach((place, item) => { ordered[place] = pictures[item]!; });
    const from = [codeKey('pipeline/images/atlas.ts'), picturesKey, keyOf(new Uint8Array(orders[order].buffer)), level, settings];
    const { pages, ...shape } = await stages.stage('atlas', from, () => packAtlas(ordered, { level, ...settings })).value();
    const made = pages.map((bytes, page) => ({ path: atlasPath(level, page), bytes }));
    manifest.push({ ...shape, order, pages: made.map((file) => file.path) });
    files.push(...made);
  }
  return { manifest, files };
}
