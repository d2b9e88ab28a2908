/** Takes some of a folder's pictures: of a large public collection, as many as a page wants to show. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { Problem } from '../ground/problem.ts';
import type { FolderFiles } from './folder-files.ts';

export interface FilesToDraw {
  /** Only pictures that lie in these folders, relative to the whole one. */
  folders?: readonly string[] | undefined;
  /** At most so many from each folder. */
  each?: number | undefined;
}

/**
 * The files that are wanted, in their order. Which of a folder are drawn hangs on their names alone: others that come or go change little.
 * Throws a Problem where a folder is named that is not there.
 */
export function drawFiles(files: FolderFiles, { folders, each }: FilesToDraw, whole: string): FolderFiles {
  const there = new Set(files.pictures.map(folderOf));
  const missing = folders?.filter((folder) => !there.has(folder)) ?? [];
  if (missing.length > 0) throw new Problem(`${whole} holds no pictures in ${missing.map((folder) => `“${folder}”`).join(', ')}; correct “folders” in the collection's file.`);
  const wanted = (file: string): boolean => !folders || folders.includes(folderOf(file));
  const byFolder = Object.groupBy(files.pictures.filter(wanted), folderOf);
  const drawn = new Set(Object.values(byFolder).flatMap((inFolder) => byHash(inFolder!).slice(0, each)));
  return { ...files, pictures: files.pictures.filter((file) => drawn.has(file)), skipped: files.skipped.filter(({ name }) => wanted(name)) };
}

/** Empty for what lies in none. */
const folderOf = (file: string): string => (file.includes('/') ? path.posix.dirname(file) : '');

function byHash(files: readonly string[]): string[] {
  const hashed = files.map((file) => ({ file, hash: createHash('sha256').update(file).digest('hex') }));
  return hashed.sort((a, b) => (a.hash < b.hash ? -1 : 1)).map(({ file }) => file);
}
