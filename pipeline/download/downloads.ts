/** Files that are not part of the project: from a folder of data on hand, from an earlier download, or from the network. */
import { createHash } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { hashFile } from '../ground/hash-file.ts';
import { Problem } from '../ground/problem.ts';
import { fetchFile, Unavailable, type FetchOptions } from './fetch-file.ts';
import { lockedAt, recordLock } from './lock-file.ts';

export interface Remote {
  url: string;
  /** Where the data folder holds the same, as a file or unpacked as a folder; by default the address's last part. */
  data?: string | undefined;
  /** About how large it is with all that it names, as somebody who saw it says: for those who decide whether to fetch it. */
  megabytes?: number | undefined;
  /** What its file on this disk names that has to be fetched with it; it is missing until that is there too. */
  names?: ((file: string) => Promise<Remote[]>) | undefined;
}

/** A file that is not on this disk. */
export interface Missing {
  url: string;
  /** The last part of its address. */
  name: string;
  /** As its Remote says, else as recorded when it was first fetched. */
  megabytes: number | null;
}

export interface Downloads {
  /**
   * Path of the file on this disk, or of the folder that stands for it in the data folder. Fetches it where it is not on hand.
   * Throws Unavailable where it can neither be found nor fetched, and a Problem where its bytes are not those recorded.
   */
  obtain(remote: Remote): Promise<string>;
}

export interface Stock extends Downloads {
  /** Those that would have to be fetched, or of which something that they name would; each once. Nothing is fetched, and nothing is hashed. */
  missing(remotes: readonly Remote[]): Promise<Missing[]>;
}

interface Options {
  /** Folder that downloads are kept in. */
  folder: string;
  /** The committed record of hashes. */
  lockFile: string;
  /** A folder of data that is looked into first: `GALLERY_DATA`. */
  data?: string | undefined;
  fetch: typeof globalThis.fetch;
  onProgress?: (name: string, done: number, total: number | null) => void;
  signal?: AbortSignal | undefined;
}

export function openDownloads(options: Options): Stock {
  const asked = new Map<string, Promise<string>>();
  return {
    obtain: (remote) => {
      const path = asked.get(remote.url) ?? obtain(remote, options);
      asked.set(remote.url, path);
      return path;
    },
    missing: async (remotes) => {
      const once = [...new Map(remotes.map((remote) => [remote.url, remote])).values()];
      const found = await Promise.all(once.map((remote) => missingOf(remote, options)));
      return found.filter((each) => each !== null);
    },
  };
}

async function missingOf(remote: Remote, options: Options): Promise<Missing | null> {
  const place = await placeOnDisk(remote, options);
  if (place !== null && await isWhole(place, remote, options)) return null;
  const locked = await lockedAt(options.lockFile, remote.url);
  return { url: remote.url, name: nameOf(remote.url), megabytes: remote.megabytes ?? (locked ? locked.bytes / 1e6 : null) };
}

async function placeOnDisk(remote: Remote, options: Options): Promise<string | null> {
  const mirrored = options.data === undefined ? null : path.join(options.data, remote.data ?? nameOf(remote.url));
  for (const place of [mirrored, placeOf(remote.url, options)]) if (place && await stat(place).catch(() => null)) return place;
  return null;
}

/** Whether all that a file names is there too. One that is damaged would be fetched again. */
async function isWhole(place: string, { names }: Remote, options: Options): Promise<boolean> {
  if (!names || (await stat(place)).isDirectory()) return true;
  const named = await names(place).catch(() => null);
  if (!named) return false;
  return (await Promise.all(named.map((each) => placeOnDisk(each, options)))).every((found) => found !== null);
}

/** “about 137 MB, from https://example.org” */
export const whence = ({ url, megabytes }: Missing): string =>
  `${megabytes === null ? '' : `about ${Math.max(1, Math.round(megabytes)).toLocaleString('en')} MB, `}from ${new URL(url).origin}`;

async function obtain(remote: Remote, options: Options): Promise<string> {
  const name = nameOf(remote.url);
  const mirrored = options.data && path.join(options.data, remote.data ?? name);
  const found = mirrored ? await stat(mirrored).catch(() => null) : null;
  if (mirrored && found?.isDirectory()) return mirrored;
  const locked = await lockedAt(options.lockFile, remote.url);
  if (mirrored && found) {
    if (locked && await hashFile(mirrored) !== locked.sha256) throw other(mirrored, remote.url, options.lockFile);
    return mirrored;
  }
  const target = placeOf(remote.url, options);
  const kept = await stat(target).then(() => hashFile(target), () => null);
  if (kept !== null && (!locked || kept === locked.sha256)) return recorded(target, kept, locked !== null, remote.url, options);
  await fetchFile(remote.url, target, fetching(name, options)).catch((error: unknown) => {
    if (!(error instanceof Unavailable)) throw error;
    const looked = options.data ? `nor in ${options.data} (GALLERY_DATA)` : 'nor does GALLERY_DATA name a folder that could hold it';
    throw new Unavailable(`${name} is not in ${options.folder}, ${looked}, and ${error.message}`);
  });
  const hash = await hashFile(target);
  if (locked && hash !== locked.sha256) {
    await rm(target, { force: true });
    throw other(`What ${remote.url} sends`, remote.url, options.lockFile);
  }
  return recorded(target, hash, locked !== null, remote.url, options);
}

async function recorded(target: string, sha256: string, known: boolean, url: string, { lockFile }: Options): Promise<string> {
  if (!known) await recordLock(lockFile, url, { sha256, bytes: (await stat(target)).size });
  return target;
}

const other = (what: string, url: string, lockFile: string): Problem =>
  new Problem(`${what} is not the file that ${lockFile} records for ${url}; if you trust the new one, remove that entry and build again.`);

/** Where what was fetched from an address is kept. */
const placeOf = (url: string, { folder }: Options): string =>
  path.join(folder, `${createHash('sha256').update(url).digest('hex').slice(0, 12)}-${nameOf(url)}`);

const fetching = (name: string, { fetch, onProgress, signal }: Options): FetchOptions => ({
  fetch, ...(onProgress && { onProgress: (done: number, total: number | null) => onProgress(name, done, total) }), ...(signal && { signal }),
});

/** The last part of an address's path, fit for a file's name. */
const nameOf = (url: string): string => decoded(new URL(url).pathname.split('/').at(-1)!).replace(/[^\w.-]+/g, '-') || 'file';

/** As it stands where it is not encoded as addresses are: “100%.zip”. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
