/** Opens a published gallery through an injected reader of bytes, so that it works from disk and over the network alike. */
import { readItems, type Items } from './items.ts';
import { GalleryError, parseManifest, type Manifest } from './manifest.ts';

/** Reads a file of the gallery by its path relative to the gallery's folder. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

export interface Gallery {
  manifest: Manifest;
  items: Items;
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
export async function openGallery(read: ReadFile): Promise<Gallery> {
  const manifest = await openManifest(read);
  const bytes = await read(manifest.items);
  const expected = manifest.files[manifest.items];
  if (expected && await differs(bytes, expected)) {
    throw new GalleryError(`${manifest.items} of “${manifest.title}” is damaged or of another day than its manifest; reload the page, or build the gallery again.`);
  }
  return { manifest, items: readItems(bytes, manifest) };
}

/** The paths whose bytes differ from what the manifest recorded, or that are missing. Empty: nothing was changed. */
export async function changedFiles(read: ReadFile, manifest: Manifest): Promise<string[]> {
  const checked = await Promise.all(Object.entries(manifest.files).map(async ([path, expected]) => {
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
async function differs(bytes: Uint8Array, expected: Manifest['files'][string]): Promise<boolean> {
  if (bytes.length !== expected.bytes) return true;
  return globalThis.crypto?.subtle !== undefined && await sha256(bytes) !== expected.sha256;
}

/** SHA-256 in lower-case hexadecimal. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
