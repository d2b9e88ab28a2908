/** Writes a gallery's files: all of them or nothing. A finished folder is swapped in; a failure leaves the former one as it was. */
import * as disk from 'node:fs/promises';
import path from 'node:path';
import { FORMAT_VERSION, type FileList, type Manifest, parseManifest } from '../../src/gallery/manifest.ts';
import { FILE_LIST } from '../../src/gallery/paths.ts';
import { sha256 } from '../../src/gallery/read.ts';
import { asProblem, codeOf } from '../ground/disk.ts';

/** What publishing needs of a file system. */
export type FileSystem = Pick<typeof disk, 'mkdir' | 'writeFile' | 'rename' | 'rm'>;

export interface GalleryFile {
  /** Relative to the gallery's folder, with `/`. */
  path: string;
  /** The bytes, or what reads or makes them when they are written: all pictures of a large gallery are larger than memory. */
  bytes: Uint8Array | (() => Promise<Uint8Array>);
}

/**
 * Writes `files` and the manifest, completed with the files' sizes and hashes, to `target`. Those of single items go to
 * a list of their own: a visitor loads the manifest, and a large gallery has hundreds of thousands of them.
 * Returns the manifest as published, with the sizes and hashes of all files. Throws a Problem where the disk refuses.
 */
export async function publishGallery(
  target: string, manifest: Omit<Manifest, 'files'>, files: readonly GalleryFile[], fileSystem: FileSystem = disk,
): Promise<{ manifest: Manifest; files: FileList }> {
  const building = `${target}.building`;
  const former = `${target}.former`;
  try {
    await fileSystem.rm(building, { recursive: true, force: true });
    const written = await writeAll(building, files, fileSystem);
    const ofItems = filtered(written, isOfOneItem);
    const list = Object.keys(ofItems).length === 0 ? [] : [{ path: FILE_LIST, bytes: new TextEncoder().encode(JSON.stringify(ofItems)) }];
    const all = inOrder({ ...written, ...await writeAll(building, list, fileSystem) });
    const complete: Manifest = { ...manifest, files: filtered(all, (file) => !isOfOneItem(file)) };
    const json = JSON.stringify(complete);
    // Written as it will be read: a manifest that its own reader refuses must never be published.
    parseManifest(JSON.parse(json), `the manifest of “${manifest.id}” (format ${FORMAT_VERSION})`);
    await fileSystem.writeFile(path.join(building, 'gallery.json'), json);
    await swapIn(building, target, former, fileSystem);
    return { manifest: complete, files: all };
  } catch (error) {
    await fileSystem.rm(building, { recursive: true, force: true }).catch(() => undefined);
    throw asProblem(error, target);
  }
}

const isOfOneItem = (file: string): boolean => /^(images|reconstructions)\//.test(file);
const filtered = (files: FileList, keep: (file: string) => boolean): FileList => Object.fromEntries(Object.entries(files).filter(([file]) => keep(file)));
const inOrder = (files: FileList): FileList => Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Size and hash of every file, by its path. */
async function writeAll(folder: string, files: readonly GalleryFile[], fileSystem: FileSystem): Promise<FileList> {
  const folders = new Set([folder, ...files.map((file) => path.dirname(path.join(folder, file.path)))]);
  for (const each of folders) await fileSystem.mkdir(each, { recursive: true });
  const written: [string, FileList[string]][] = [];
  // In small groups: enough to keep the disk busy, few enough to stay under the limits of open files and of memory.
  for (let start = 0; start < files.length; start += 32) {
    written.push(...await Promise.all(files.slice(start, start + 32).map(async (file): Promise<(typeof written)[number]> => {
      const bytes = await bytesOf(file);
      await fileSystem.writeFile(path.join(folder, file.path), bytes);
      return [file.path, { bytes: bytes.length, sha256: await sha256(bytes) }];
    })));
  }
  return Object.fromEntries(written);
}

export const bytesOf = async ({ bytes }: GalleryFile): Promise<Uint8Array> => (typeof bytes === 'function' ? bytes() : bytes);

async function swapIn(building: string, target: string, former: string, fileSystem: FileSystem): Promise<void> {
  await fileSystem.rm(former, { recursive: true, force: true });
  const hadFormer = await fileSystem.rename(target, former).then(() => true, (error: unknown) => {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  });
  try {
    await fileSystem.rename(building, target);
  } catch (error) {
    if (hadFormer) await fileSystem.rename(former, target);
    throw error;
  }
  await fileSystem.rm(former, { recursive: true, force: true });
}

/** Puts the former gallery back where a build was killed in the middle of the swap. */
export async function restoreFormer(target: string, fileSystem: Pick<typeof disk, 'access' | 'rename'> = disk): Promise<void> {
  const isThere = (place: string): Promise<boolean> => fileSystem.access(place).then(() => true, () => false);
  if (!await isThere(target) && await isThere(`${target}.former`)) await fileSystem.rename(`${target}.former`, target);
}
