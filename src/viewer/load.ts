/** Fetches a published gallery. What goes wrong becomes one sentence for the visitor. */
import { GalleryError } from '../gallery/manifest.ts';
import { openTable, type OpenedTable, type ReadFile } from '../gallery/read.ts';
import { isOffline, Refusal } from './refusal.ts';
import * as words from './words.ts';

/** Opens a gallery over the network; `url` gives the address of a file by its path. Throws a Refusal. */
export async function loadGallery(url: (path: string) => string, get: typeof fetch): Promise<OpenedTable> {
  let file = 'gallery.json';
  try {
    return await openTable((path) => {
      file = path;
      return readFile(url(path), path, get);
    });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof GalleryError) throw new Refusal(words.fileDamaged(file));
    // Reading damaged bytes can fail in ways of its own.
    throw new Refusal(words.fileDamaged(file));
  }
}

/** Reads the gallery's files over the network. What does not arrive throws a Refusal. */
export const reader = (url: (path: string) => string, get: typeof fetch): ReadFile => (path) => readFile(url(path), path, get);

async function readFile(address: string, path: string, get: typeof fetch): Promise<Uint8Array> {
  try {
    const answer = await get(address);
    if (!answer.ok) throw new Error(String(answer.status));
    return new Uint8Array(await answer.arrayBuffer());
  } catch {
    throw new Refusal(isOffline() ? words.offline : words.fileMissing(path));
  }
}
