/** A site whose galleries are made up: the map's page of a built site, over synthetic collections. */
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Manifest } from '../../src/gallery/manifest.ts';
import { syntheticGallery } from './synthetic-gallery.ts';

/**
 * Makes a site in `folder` from the built one in `dist`, which has the gallery `like`: its page, with another gallery's
 * name and filters. The plain list stays that of `like`: how a site lists 100,000 pictures is not what is looked at here.
 */
export async function syntheticSite(root: string, dist: string, folder: string, counts: readonly number[], like = 'flags'): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.join(folder, 'galleries'), { recursive: true });
  for (const name of await readdir(dist)) if (name !== 'galleries') await symlink(path.join(dist, name), path.join(folder, name));
  const page = await readFile(path.join(dist, 'galleries', like, 'index.html'), 'utf8');
  for (const count of counts) {
    const gallery = await syntheticGallery(root, count);
    const own = path.join(folder, 'galleries', path.basename(gallery));
    await mkdir(own);
    for (const name of await readdir(gallery)) await symlink(path.join(gallery, name), path.join(own, name));
    const manifest = JSON.parse(await readFile(path.join(gallery, 'gallery.json'), 'utf8')) as Manifest;
    await writeFile(path.join(own, 'index.html'), page.replaceAll(`data-gallery="${like}"`, `data-gallery="${manifest.id}"`).replaceAll(`/galleries/${like}/gallery.json`, `/galleries/${manifest.id}/gallery.json`).replaceAll(`/galleries/${like}/items.arrow`, `/galleries/${manifest.id}/items.arrow`));
  }
}
