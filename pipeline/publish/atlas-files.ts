/** The atlases of a gallery: small cells for the first paint, larger ones after it. */
import { atlasPath } from '../../src/gallery/paths.ts';
import type { Manifest } from '../../src/gallery/manifest.ts';
import { codeKey } from '../cache/code-key.ts';
import type { Stages } from '../cache/stages.ts';
import { packAtlas } from '../images/atlas.ts';
import { itemsKey } from '../images/keys.ts';
import type { PreparedItem } from '../images/prepare.ts';
import type { GalleryFile } from './folder.ts';

const levels = [{ level: 0, cell: 64 }, { level: 1, cell: 128 }];

export async function atlasFiles(
  items: readonly PreparedItem[], stages: Stages,
): Promise<{ manifest: Manifest['atlases'][number]; files: GalleryFile[] }[]> {
  const from = [codeKey('pipeline/images/atlas.ts'), itemsKey(items)];
  return Promise.all(levels.map(async ({ level, cell }) => {
    const atlas = await stages.stage('atlas', [from, level, cell], () => packAtlas(items, { level, cell })).value();
    const files = atlas.pages.map((bytes, page) => ({ path: atlasPath(level, page), bytes }));
    return { manifest: { level, cell, columns: atlas.columns, rows: atlas.rows, pages: files.map((file) => file.path) }, files };
  }));
}
