/** Opens a published gallery through an injected reader of bytes, so that it works from disk and over the network alike. */
import type { Items } from './items.ts';
import { parseFileList, parseManifest, type FileList, type Manifest } from './manifest.ts';
import { joinNeighbours, partCount, type NeighbourLists } from './neighbours.ts';
import { differs, openNeighbours, readAsPublished, readManifest, sha256, tableOf, type OpenedTable, type ReadFile } from './open-table.ts';
import { FILE_LIST } from './paths.ts';

export { openNeighbours, sha256, type OpenedTable, type ReadFile };

export interface Gallery {
  manifest: Manifest;
  items: Items;
}

/** Reads and checks the manifest. */
export async function openManifest(read: ReadFile): Promise<Manifest> {
  return parseManifest(await readManifest(read), 'gallery.json');
}

/** Reads and checks the manifest, and reads the table of items. */
export async function openTable(read: ReadFile): Promise<OpenedTable> {
  return tableOf(read, await openManifest(read));
}

/** Reads the manifest, the table of items and all neighbour lists. */
export async function openGallery(read: ReadFile): Promise<Gallery> {
  const { manifest, items } = await openTable(read);
  const neighbours = await Promise.all(manifest.encoders.map(async ({ id }): Promise<[string, NeighbourLists]> => {
    const parts = await Promise.all(Array.from({ length: partCount(manifest) }, (_, part) => openNeighbours(read, manifest, id, part)));
    return [id, joinNeighbours(parts, manifest.neighbours)];
  }));
  return { manifest, items: { ...items, neighbours: Object.fromEntries(neighbours) } };
}

/** Every file of the gallery but the manifest, with what was recorded of it. */
export async function allFiles(read: ReadFile, manifest: Manifest): Promise<FileList> {
  if (!manifest.files[FILE_LIST]) return manifest.files;
  return { ...manifest.files, ...parseFileList(JSON.parse(new TextDecoder().decode(await readAsPublished(read, manifest, FILE_LIST)))) };
}

/** The paths whose bytes differ from what was recorded, or that are missing. Empty: nothing was changed. */
export async function changedFiles(read: ReadFile, manifest: Manifest): Promise<string[]> {
  const checked = await Promise.all(Object.entries(await allFiles(read, manifest)).map(async ([path, expected]) => {
    try {
      const bytes = await read(path);
      return await differs(bytes, expected) ? path : null;
    } catch {
      return path;
    }
  }));
  return checked.filter((path) => path !== null);
}
