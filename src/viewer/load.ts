/** Fetches a published gallery. What goes wrong becomes one sentence for the visitor. */
import { openPublishedTable, type OpenedTable, type ReadFile } from '../gallery/open-table.ts';
import { isOffline, Refusal } from './refusal.ts';
import * as words from './words.ts';

/** Opens a gallery over the network; `url` gives the address of a file by its path. Throws a Refusal. */
export async function loadGallery(url: (path: string) => string, get: typeof fetch): Promise<OpenedTable> {
  let file = 'gallery.json';
  try {
    return await openPublishedTable((path) => {
      file = path;
      return readFile(url(path), path, get);
    });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // A GalleryError, or what reading damaged bytes can fail with.
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
