/** Pictures in a zip or tar.gz archive, on this disk or on the network. */
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeKey } from '../../cache/code-key.ts';
import { keyOf } from '../../cache/key.ts';
import type { Downloads, Remote } from '../../download/downloads.ts';
import { hashFile } from '../../hash-file.ts';
import { Problem } from '../../problem.ts';
import { folderOfPictures, type FolderSettings } from '../folder.ts';
import { isPictureName } from '../folder-files.ts';
import { tableEndings } from '../metadata/table.ts';
import type { Skipped, Source } from '../source.ts';
import { unpack } from './unpack.ts';

export interface ArchiveSettings extends Omit<FolderSettings, 'folder'> {
  /** The archive's path, or its address and what stands for it in the data folder. */
  from: { file: string } | Remote;
  /** An archive inside the archive that holds the pictures. */
  inside?: string | undefined;
  /** The folder inside the archive that holds the pictures; by default the first that holds more than one thing. */
  folder?: string | undefined;
  downloads: Downloads;
  /** Folder that archives are unpacked to, one folder each. */
  unpacked: string;
}

/** Unpacked once, and then read as a folder. Throws a Problem where the archive cannot be had, read or trusted. */
export async function archiveOfPictures(settings: ArchiveSettings): Promise<Source> {
  const archive = 'file' in settings.from ? settings.from.file : await settings.downloads.obtain(settings.from);
  // What stands for the archive in the data folder may be unpacked already.
  const { folder, skipped } = await isFolder(archive) ? { folder: archive, skipped: [] } : await unpackOnce(archive, settings);
  const named = settings.folder ? path.join(folder, settings.folder) : null;
  const source = await folderOfPictures({ ...settings, folder: named && await isFolder(named) ? named : await firstFork(folder) });
  return { ...source, found: source.found + skipped.length, skipped: [...skipped, ...source.skipped] };
}

interface Unpacked {
  folder: string;
  skipped: Skipped[];
}

async function unpackOnce(archive: string, { inside, unpacked }: ArchiveSettings): Promise<Unpacked> {
  const hash = await hashFile(archive).catch(() => {
    throw new Problem(`${archive} cannot be opened; correct “file” in the collection's file, or put the archive there.`);
  });
  const target = path.join(unpacked, keyOf(hash, inside, codeKey('pipeline/sources/archive/unpack.ts')).slice(0, 16));
  const folder = path.join(target, 'files');
  const list = path.join(target, 'skipped.json');
  const known = await readFile(list, 'utf8').then((text) => JSON.parse(text) as Skipped[], () => null);
  if (known) return { folder, skipped: known };
  await mkdir(target, { recursive: true });
  const inner = path.join(target, 'inner');
  if (inside) await takeOut(archive, inside, inner);
  const skipped = await unpack(inside ? path.join(inner, inside) : archive, folder, wanted);
  await rm(inner, { recursive: true, force: true });
  await writeFile(list, JSON.stringify(skipped));
  return { folder, skipped };
}

async function takeOut(archive: string, inside: string, target: string): Promise<void> {
  await unpack(archive, target, (name) => name === inside);
  await stat(path.join(target, inside)).catch(() => {
    throw new Problem(`${archive} holds no “${inside}”; correct “inside” in the collection's file.`);
  });
}

/** Pictures and tables; hidden files and what macOS adds are left. */
const wanted = (name: string): boolean =>
  (isPictureName(name) || tableEndings.has(path.extname(name).toLowerCase())) && !name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');

/** Archives often hold one folder that holds everything: its name says nothing about a picture. */
async function firstFork(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.length === 1 && entries[0]!.isDirectory() ? firstFork(path.join(folder, entries[0]!.name)) : folder;
}

const isFolder = (place: string): Promise<boolean> => stat(place).then((found) => found.isDirectory(), () => false);
