/** Opens a published gallery through an injected reader of bytes, so that it works from disk and over the network alike. */
import { readItems, type ItemTable, type Items } from './items.ts';
import { GalleryError, parseFileList, parseManifest, type FileList, type Manifest } from './manifest.ts';
import { joinNeighbours, partCount, readNeighbours, type NeighbourLists } from './neighbours.ts';
import { FILE_LIST, neighboursPath } from './paths.ts';

/** Reads a file of the gallery by its path relative to the gallery's folder. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

export interface Gallery {
  manifest: Manifest;
  items: Items;
}

/** A gallery as a map opens it: neighbours come when they are asked for. */
export interface OpenedTable {
  manifest: Manifest;
  items: ItemTable;
}

/** Reads and checks the manifest. */
export async function openManifest(read: ReadFile): Promise<Manifest> {
  const bytes = await read('gallery.json');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new GalleryError('gallery.json is not valid JSON; build the gallery again.');
  }
  return parseManifest(json, 'gallery.json');
}

/**
 * Reads the manifest and the table of items. The table is compared with what the manifest recorded before it is decoded:
 * a damaged one can ask for more memory than a browser has, and after a new publication a cache may hold a former one.
 */
export async function openTable(read: ReadFile): Promise<OpenedTable> {
  const manifest = await openManifest(read);
  return { manifest, items: readItems(await readAsPublished(read, manifest, manifest.items), manifest) };
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

/** Reads and checks one part of an encoder's neighbour lists. */
export async function openNeighbours(read: ReadFile, manifest: Manifest, encoder: string, part: number): Promise<NeighbourLists> {
  const path = neighboursPath(encoder, part);
  return readNeighbours(await readAsPublished(read, manifest, path), manifest, part, path);
}

async function readAsPublished(read: ReadFile, manifest: Manifest, path: string): Promise<Uint8Array> {
  const bytes = await read(path);
  const expected = manifest.files[path];
  if (expected && await differs(bytes, expected)) {
    throw new GalleryError(`${path} of “${manifest.title}” is damaged or of another day than its manifest; reload the page, or build the gallery again.`);
  }
  return bytes;
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

/** Browsers hash only on secure pages (https, localhost); elsewhere the length alone is compared. */
async function differs(bytes: Uint8Array, expected: FileList[string]): Promise<boolean> {
  if (bytes.length !== expected.bytes) return true;
  return globalThis.crypto?.subtle !== undefined && await sha256(bytes) !== expected.sha256;
}

/** SHA-256 in lower-case hexadecimal. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
