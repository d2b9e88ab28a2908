/** What a map reads of a published gallery: the manifest, the table of items, and parts of the neighbour lists when they are asked for. */
import { checkFormat, GalleryError } from './format.ts';
import { readItems, type ItemTable } from './items.ts';
import type { FileList, Manifest } from './manifest.ts';
import { readNeighbours, type NeighbourLists } from './neighbours.ts';
import { neighboursPath } from './paths.ts';

/** Reads a file of the gallery by its path relative to the gallery's folder. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

export interface OpenedTable {
  manifest: Manifest;
  items: ItemTable;
}

/** The parsed manifest, not checked yet. */
export async function readManifest(read: ReadFile): Promise<unknown> {
  const bytes = await read('gallery.json');
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    throw new GalleryError('gallery.json is not valid JSON; build the gallery again.');
  }
}

/**
 * Reads a manifest as it was published, and the table of items. Of the manifest only format and version are checked: the
 * publisher read the whole of it with its schema before, and a map saves loading that schema.
 */
export async function openPublishedTable(read: ReadFile): Promise<OpenedTable> {
  const manifest = await readManifest(read);
  checkFormat(manifest, 'gallery.json');
  return tableOf(read, manifest as Manifest);
}

/**
 * Reads the table of items. It is compared with what the manifest recorded before it is decoded: a damaged one can ask for
 * more memory than a browser has, and after a new publication a cache may hold a former one.
 */
export async function tableOf(read: ReadFile, manifest: Manifest): Promise<OpenedTable> {
  return { manifest, items: readItems(await readAsPublished(read, manifest, manifest.items), manifest) };
}

/** Reads and checks one part of an encoder's neighbour lists. */
export async function openNeighbours(read: ReadFile, manifest: Manifest, encoder: string, part: number): Promise<NeighbourLists> {
  const path = neighboursPath(encoder, part);
  return readNeighbours(await readAsPublished(read, manifest, path), manifest, part, path);
}

/** Reads a file and compares it with what the manifest recorded. */
export async function readAsPublished(read: ReadFile, manifest: Manifest, path: string): Promise<Uint8Array> {
  const bytes = await read(path);
  const expected = manifest.files[path];
  if (expected && await differs(bytes, expected)) {
    throw new GalleryError(`${path} of “${manifest.title}” is damaged or of another day than its manifest; reload the page, or build the gallery again.`);
  }
  return bytes;
}

/** Browsers hash only on secure pages (https, localhost); elsewhere the length alone is compared. */
export async function differs(bytes: Uint8Array, expected: FileList[string]): Promise<boolean> {
  if (bytes.length !== expected.bytes) return true;
  return globalThis.crypto?.subtle !== undefined && await sha256(bytes) !== expected.sha256;
}

/** SHA-256 in lower-case hexadecimal. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
