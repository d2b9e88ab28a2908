/** Finds the pictures in a folder and in the folders inside it. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../ground/problem.ts';
import type { Skipped } from '../images/source-item.ts';

/** Endings that name a picture. Not all can be read everywhere: the others are found, and left out with the reason. */
const pictureEndings: ReadonlySet<string> = new Set([
  '.jpg', '.jpeg', '.jpe', '.jfif', '.png', '.webp', '.avif', '.gif', '.tif', '.tiff', '.svg', '.heic', '.heif', '.bmp', '.jxl', '.jp2',
]);

/** What cameras write before they make a picture of it, and layers of Photoshop: nothing here can develop them, and the small preview inside is not the picture. */
const undevelopedEndings: ReadonlySet<string> = new Set(['.cr2', '.cr3', '.nef', '.arw', '.dng', '.orf', '.rw2', '.raf', '.pef', '.srw', '.psd', '.xcf']);

export const isUndeveloped = (name: string): boolean => undevelopedEndings.has(path.extname(name).toLowerCase());

export const isPictureName = (name: string): boolean => pictureEndings.has(path.extname(name).toLowerCase());

/** Why what is listed under this name cannot be opened. */
export function whyClosed(name: string): string {
  // Node puts this where bytes of a name are no UTF-8, and then the name leads nowhere.
  return name.includes('\ufffd') ? `${name} cannot be opened, because its name is not in UTF-8; rename it.` : `${name} cannot be opened; check that you may read it.`;
}

export interface FolderFiles {
  /** Paths relative to the folder, with `/`, in order. */
  pictures: string[];
  /** Other files, likewise: tables of metadata may be among them. */
  others: string[];
  /** Pictures and folders that cannot be followed, with the reason. */
  skipped: Skipped[];
}

/**
 * Everything under `folder` but what is hidden. A link to a picture counts as the picture; a link to a folder is not followed,
 * for it may lead back here. Throws a Problem where the folder is missing or cannot be opened.
 */
export async function filesUnder(folder: string): Promise<FolderFiles> {
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) throw new Problem(`${folder} is ${found ? 'a file, not a folder' : 'missing'}; correct “folder” in the collection's file, or put your pictures there.`);
  const files: FolderFiles = { pictures: [], others: [], skipped: [] };
  const walk = async (inside: string): Promise<void> => {
    const entries = await readdir(path.join(folder, inside), { withFileTypes: true }).catch(() => null);
    if (!entries) {
      if (!inside) throw new Problem(`${folder} cannot be opened; check that you may read it.`);
      files.skipped.push({ name: inside, reason: whyClosed(inside) });
      return;
    }
    for (const entry of entries) {
      const name = inside ? `${inside}/${entry.name}` : entry.name;
      if (entry.name.startsWith('.') || entry.name === '__MACOSX') continue;
      const target = entry.isSymbolicLink() ? await stat(path.join(folder, name)).catch(() => null) : entry;
      if (target?.isDirectory() && !entry.isSymbolicLink()) await walk(name);
      else if (target?.isDirectory()) files.skipped.push({ name, reason: `${name} is a link to a folder, and those are not followed; name that folder in a collection of its own, or copy it here.` });
      else if (target?.isFile()) (isPictureName(name) ? files.pictures : files.others).push(name);
      else if (!target && isPictureName(name)) files.skipped.push({ name, reason: name.includes('\ufffd') ? whyClosed(name) : `${name} is a link to a file that is not there; remove it, or put the file back.` });
    }
  };
  await walk('');
  const pictured = new Set(files.pictures.map(stem));
  for (const name of files.others.filter(isUndeveloped)) {
    // Many cameras write both: then nothing is missing.
    if (!pictured.has(stem(name))) files.skipped.push({ name, reason: `${name} is not developed yet; save it as JPEG, PNG or TIFF beside it.` });
  }
  files.pictures.sort(byCodeUnits);
  files.others.sort(byCodeUnits);
  files.skipped.sort((a, b) => byCodeUnits(a.name, b.name));
  return files;
}

/** `2019/IMG_1.JPG` → `2019/img_1` */
const stem = (name: string): string => name.slice(0, name.length - path.extname(name).length).toLowerCase();

/** The same order on every machine and in every language. */
const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
