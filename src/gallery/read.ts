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

/** Reads the manifest and the table of items. */
export async function openGallery(read: ReadFile): Promise<Gallery> {
  const manifest = await openManifest(read);
  return { manifest, items: readItems(await read(manifest.items), manifest) };
}

/** The paths whose bytes differ from what the manifest recorded, or that are missing. Empty: nothing was changed. */
export async function changedFiles(read: ReadFile, manifest: Manifest): Promise<string[]> {
  const checked = await Promise.all(Object.entries(manifest.files).map(async ([path, expected]) => {
    try {
      const bytes = await read(path);
      return bytes.length === expected.bytes && await sha256(bytes) === expected.sha256 ? null : path;
    } catch {
      return path;
    }
  }));
  return checked.filter((path) => path !== null);
}

/** SHA-256 in lower-case hexadecimal. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
