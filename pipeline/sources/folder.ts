/** A folder of pictures. Folders inside it become a label. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { EncodedPicture } from '../images/encoded-picture.ts';
import { Problem } from '../problem.ts';
import { openFileIndex } from './file-index.ts';
import type { Skipped, Source, SourceItem } from './source.ts';

const kinds = new Set(['.jpg', '.jpeg', '.png', '.webp', '.avif', '.gif', '.tif', '.tiff', '.svg']);

/**
 * Every picture under `folder`, ordered by path; hidden files and other kinds of files are passed over. A file that
 * cannot be read is listed in `skipped`. `index` is the file that hashes are kept in. Throws a Problem where the folder is missing or holds no picture.
 */
export async function folderOfPictures({ folder, index: indexFile }: { folder: string; index: string }): Promise<Source> {
  const files = await picturesUnder(folder);
  if (files.length === 0) {
    throw new Problem(`${folder} holds no pictures (${[...kinds].join(', ')}); put some in it, or name another folder.`);
  }
  const ids = idsOf(files);
  const known = await openFileIndex(indexFile);
  const items: SourceItem[] = [];
  const skipped: Skipped[] = [];
  for (const [index, file] of files.entries()) {
    const picture = await known.picture(path.join(folder, file)).catch(() => null);
    if (picture) items.push(itemOf(ids[index]!, file, picture));
    else skipped.push({ name: file, reason: `${file} cannot be opened; check that you may read it.` });
  }
  await known.save();
  const nested = items.some((item) => item.labels.folder !== '');
  return {
    items, found: files.length, skipped, facts: [], credits: [],
    labels: nested ? [{ column: 'folder', title: 'Folder' }] : [],
  };
}

/** Paths relative to `folder`, with `/`. */
async function picturesUnder(folder: string): Promise<string[]> {
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) throw new Problem(`${folder} is ${found ? 'a file, not a folder' : 'missing'}; correct “folder” in the collection's file, or put your pictures there.`);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => {
    throw new Problem(`${folder} cannot be opened; check that you may read it.`);
  });
  return entries.filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => kinds.has(path.extname(file).toLowerCase()) && !file.split('/').some((part) => part.startsWith('.')))
    .sort((a, b) => (a < b ? -1 : 1));
}

function itemOf(id: string, file: string, picture: EncodedPicture): SourceItem {
  const name = path.basename(file, path.extname(file));
  return {
    id, title: name.replace(/_+/g, ' ').trim() || name, subtitle: '', aliases: [],
    labels: { folder: path.dirname(file) === '.' ? '' : path.dirname(file) }, facts: {}, file, picture,
  };
}

/** Letters, digits and dashes of the path without its ending; a number is added where two meet. */
function idsOf(files: readonly string[]): string[] {
  const taken = new Set<string>();
  return files.map((file, index) => {
    const plain = file.slice(0, file.length - path.extname(file).length).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
      .replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 80) || `picture-${index + 1}`;
    let id = plain;
    for (let next = 2; taken.has(id); next += 1) id = `${plain}-${next}`;
    taken.add(id);
    return id;
  });
}
