/** A folder of pictures becomes a gallery: looked at, described in a file of its own, built. */
import { mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readCollection, readCollections, type Collection } from '../collection.ts';
import type { Stock } from '../download/downloads.ts';
import { asProblem, isThere } from '../ground/disk.ts';
import { Problem } from '../ground/problem.ts';
import { slugOf } from '../ground/slug.ts';
import { collectionText } from './collection-file.ts';
import { lookAt, type Findings } from './look.ts';
import { obtainPretrained } from './pretrained.ts';
import { proposeEncoders } from './propose.ts';

interface Added {
  id: string;
  /** What a person should know, a line each. */
  lines: string[];
}

interface Given {
  /** The project's folder. */
  root: string;
  folder: string;
  /** By default one made of the folder's name. */
  title: string | undefined;
  /** Where networks that others trained come from. */
  downloads: Stock;
}

/**
 * Writes `content/collections/<id>.yaml` for the pictures in `folder` (absolute). A file that is there already is never changed:
 * one that names the same folder, under any title, is built as it is, and another collection of that name makes the new one's id longer.
 * Throws a Problem where the folder is missing or holds no picture.
 */
export async function addFolder({ root, folder, title, downloads }: Given): Promise<Added> {
  if (title !== undefined && (title.trim() === '' || title.length > 80)) throw new Problem(`A title has 1 to 80 characters; “${title.slice(0, 100)}” does not, so give another with --title.`);
  const findings = await lookAt(folder);
  const name = title ?? titleOf(folder);
  const lines = describe(findings);
  const known = await collectionOf(root, folder);
  if (known) {
    const entitled = title === undefined || title === known.title ? '' : ` Its title is “${known.title}”; write another there.`;
    return { id: known.id, lines: [...lines, `${path.relative(root, known.file)} describes this folder already and is left as it is.${entitled}`] };
  }
  const { id, file } = await freeName(root, slugOf(name) || 'pictures');
  const { network, line } = await obtainPretrained(findings.pictures, downloads);
  const text = collectionText({ title: name, folder: folderName(root, folder), findings, encoders: proposeEncoders(findings.pictures, network) });
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    throw asProblem(error, file);
  }
  // What was written is read back as the build will read it.
  await readCollection(file).catch(async (error: unknown) => {
    await rm(file, { force: true });
    throw error instanceof Problem ? new Problem(`${JSON.stringify(path.basename(folder))} cannot be named in a collection's file; rename it, or the table in it, with letters and digits.`) : error;
  });
  return { id, lines: [...lines, line, `Wrote ${path.relative(root, file)}; change what you like in it.`] };
}

/** `harbour_pictures-2019` → “Harbour pictures-2019”, at most 80 characters. */
function titleOf(folder: string): string {
  const name = path.basename(folder).normalize('NFC').replace(/[_\s]+/g, ' ').trim() || 'Pictures';
  return name.replace(/^\p{Ll}/u, (first) => first.toUpperCase()).slice(0, 80);
}

/** Short and movable where the folder lies in the project or beside it, and whole elsewhere. */
function folderName(root: string, folder: string): string {
  const relative = path.relative(root, folder);
  return relative.startsWith(path.join('..', '..')) || path.isAbsolute(relative) ? folder : relative.split(path.sep).join('/') || '.';
}

/** The collection that shows this very folder, whatever it is called. */
async function collectionOf(root: string, folder: string): Promise<Collection | undefined> {
  const content = path.join(root, 'content');
  if (!await isThere(path.join(content, 'collections'))) return undefined;
  for (const collection of await readCollections(content)) {
    const { source } = collection;
    if (source.type === 'folder' && await same(path.resolve(root, source.folder), folder)) return collection;
  }
  return undefined;
}

async function freeName(root: string, wanted: string): Promise<{ id: string; file: string }> {
  for (let next = 1; ; next += 1) {
    const id = next === 1 ? wanted : `${wanted}-${next}`;
    const place = path.join(root, 'content/collections', id);
    if (!await isThere(`${place}.yaml`) && !await isThere(`${place}.yml`)) return { id, file: `${place}.yaml` };
  }
}

const same = async (a: string, b: string): Promise<boolean> => a === b || await realpath(a).catch(() => a) === await realpath(b).catch(() => b);

function describe({ pictures, folders, table, unused, passedOver }: Findings): string[] {
  const counted = (count: number, noun: string): string => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
  return [
    `${counted(pictures, 'picture')}${folders ? ` in ${counted(folders, 'folder')}, which become a filter` : ''}`,
    ...table ? [`${table.file} tells of ${table.pictures.toLocaleString('en')} of them, by its column “${table.key}”`] : [],
    ...table?.headless ? [`${table.file} has no headings, so its columns are called “column 1” and so on; write a row of headings above the others to name them.`] : [],
    ...unused,
    ...passedOver.length ? [`Passed over: ${passedOver.slice(0, 8).map(({ ending, count }) => `${count.toLocaleString('en')} ${ending}`).join(', ')}${passedOver.length > 8 ? ' and others' : ''}`] : [],
  ];
}
