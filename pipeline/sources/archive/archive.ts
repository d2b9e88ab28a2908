/** Pictures in a zip or tar.gz archive, on this disk or on the network. */
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeKey } from '../../cache/code-key.ts';
import { keyOf } from '../../cache/key.ts';
import type { Downloads, Remote } from '../../download/downloads.ts';
import { asProblem } from '../../ground/disk.ts';
import { hashFile } from '../../ground/hash-file.ts';
import { Problem } from '../../ground/problem.ts';
import { few } from '../../report/words.ts';
import { filesUnder, isPictureName, isUndeveloped } from '../folder-files.ts';
import { folderOfPictures, type FolderSettings } from '../folder.ts';
import { tableEndings } from '../metadata/table.ts';
import type { Source } from '../source.ts';
import { unpack, type Unpacked } from './unpack.ts';

export interface ArchiveSettings extends Omit<FolderSettings, 'folder' | 'leftBehind'> {
  /** The archive's path, or its address and what stands for it in the data folder. */
  from: { file: string } | Remote;
  /** An archive inside the archive that holds the pictures. */
  inside?: string | undefined;
  /** The folder inside the archive that holds the pictures; by default the first that holds more than one thing. */
  folder?: string | undefined;
  downloads: Downloads;
  /** Folder that archives are unpacked to, one folder each. */
  unpacked: string;
  /** Told which of those folders is used. */
  onUnpacked: (name: string) => void;
}

/** Unpacked once, and then read as a folder. Throws a Problem where the archive cannot be had, read or trusted, or holds no pictures where they are looked for. */
export async function archiveOfPictures(settings: ArchiveSettings): Promise<Source> {
  const archive = 'file' in settings.from ? settings.from.file : await settings.downloads.obtain(settings.from);
  // What stands for the archive in the data folder may be unpacked already.
  const unpacked = !await isFolder(archive);
  const { folder, skipped, others } = unpacked ? await unpackOnce(archive, settings) : { folder: archive, skipped: [], others: [] };
  const named = settings.folder ? path.join(folder, settings.folder) : null;
  if (unpacked) await refuseEmpty(folder, named, settings);
  const shown = named && await isFolder(named) ? named : await firstFork(folder);
  const source = await folderOfPictures({ ...settings, folder: shown, leftBehind: seenFrom(path.relative(folder, shown), others, named === null) });
  return { ...source, found: source.found + skipped.length, skipped: [...skipped, ...source.skipped] };
}

/** Tells of the archive: the folder it is unpacked to means nothing to a person. */
async function refuseEmpty(folder: string, named: string | null, settings: ArchiveSettings): Promise<void> {
  const { from, inside } = settings;
  const archive = `${'file' in from ? from.file : from.url}${inside ? ` (${inside})` : ''}`;
  if (named && !await isFolder(named)) {
    const folders = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
    throw new Problem(`${archive} holds no folder “${settings.folder}” with pictures, ${folders.length ? `but: ${few(folders)}` : 'nor any other'}; correct “folder” in the collection's file.`);
  }
  if ((await filesUnder(named ?? folder)).pictures.length > 0) return;
  if (named) throw new Problem(`${archive} holds no pictures in “${settings.folder}”; correct “folder” in the collection's file.`);
  throw new Problem(`${archive} holds no pictures; correct “${'file' in from ? 'file' : 'url'}” in the collection's file, or pack them again.`);
}

/** Names as a folder inside tells them; those of what lies outside it whole, or not at all where somebody chose that folder. */
function seenFrom(inside: string, names: readonly string[], andOutside: boolean): string[] {
  const start = inside && `${inside.replaceAll(path.sep, '/')}/`;
  return names.flatMap((name) => (name.startsWith(start) ? [name.slice(start.length)] : andOutside ? [name] : []));
}

async function unpackOnce(archive: string, { inside, unpacked, onUnpacked }: ArchiveSettings): Promise<Unpacked & { folder: string }> {
  const hash = await hashFile(archive).catch(() => {
    throw new Problem(`${archive} cannot be opened; correct “file” in the collection's file, or put the archive there.`);
  });
  // Which entries are wanted is decided here, so this file counts.
  const name = keyOf(hash, inside, codeKey('pipeline/sources/archive/archive.ts')).slice(0, 16);
  onUnpacked(name);
  const target = path.join(unpacked, name);
  const folder = path.join(target, 'files');
  const list = path.join(target, 'skipped.json');
  const known = await readLeft(list);
  if (known && await isFolder(folder)) return { folder, ...known };
  try {
    await mkdir(target, { recursive: true });
    const inner = path.join(target, 'inner');
    if (inside) await takeOut(archive, inside, inner);
    const { skipped, others } = await unpack(inside ? path.join(inner, inside) : archive, folder, wanted);
    const left: Unpacked = { skipped, others: others.filter((name) => !isHidden(name)) };
    await rm(inner, { recursive: true, force: true });
    await writeFile(`${list}.new`, JSON.stringify(left));
    await rename(`${list}.new`, list);
    return { folder, ...left };
  } catch (error) {
    throw asProblem(error, target);
  }
}

/** Written last: where it is not there, or not whole, the archive was not unpacked to its end. */
async function readLeft(list: string): Promise<Unpacked | null> {
  const known = await readFile(list, 'utf8').then((text) => JSON.parse(text) as Partial<Unpacked> | null).catch(() => null);
  return known?.skipped && known.others ? { skipped: known.skipped, others: known.others } : null;
}

async function takeOut(archive: string, inside: string, target: string): Promise<void> {
  await unpack(archive, target, (name) => name === inside);
  await stat(path.join(target, inside)).catch(() => {
    throw new Problem(`${archive} holds no “${inside}”; correct “inside” in the collection's file.`);
  });
}

/** Pictures and tables. */
const wanted = (name: string): boolean =>
  (isPictureName(name) || isUndeveloped(name) || tableEndings.has(path.extname(name).toLowerCase())) && !isHidden(name);

/** Hidden, or what macOS adds. */
const isHidden = (name: string): boolean => name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');

/** Archives often hold one folder that holds everything: its name says nothing about a picture. */
async function firstFork(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.length === 1 && entries[0]!.isDirectory() ? firstFork(path.join(folder, entries[0]!.name)) : folder;
}

const isFolder = (place: string): Promise<boolean> => stat(place).then((found) => found.isDirectory(), () => false);
