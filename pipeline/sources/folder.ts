/** A folder of pictures, with what its inner folders, the files themselves and a table beside them tell. */
import path from 'node:path';
import type { FactValue } from '../../src/gallery/items.ts';
import { codeKey } from '../cache/code-key.ts';
import { atOnce } from '../ground/at-once.ts';
import { Problem } from '../ground/problem.ts';
import type { Skipped, SourceItem } from '../images/source-item.ts';
import type { Notice } from '../report/notice.ts';
import { drawFiles, type FilesToDraw } from './draw-files.ts';
import type { EmbeddedDetails } from './embedded-details.ts';
import { openFileIndex, type IndexedPicture } from './file-index.ts';
import { filesUnder, isUndeveloped, whyClosed, type FolderFiles } from './folder-files.ts';
import { readMetadata, type MetadataSettings } from './metadata/read-metadata.ts';
import type { Column } from './metadata/columns.ts';
import { idsOf } from './picture-ids.ts';
import type { Source } from './source.ts';
import { tellingLabels } from './telling-labels.ts';

export interface FolderSettings {
  folder: string;
  /** What the folders inside stand for, as people read it; false where they are no label but part of the pictures' names. */
  label?: string | false | undefined;
  metadata?: MetadataSettings | undefined;
  /** Some of them; by default all. */
  draw?: FilesToDraw | undefined;
  /** Names of other files that were not put here, and that a person would look for here: an archive's. */
  leftBehind?: readonly string[] | undefined;
  /** File that hashes and details of the pictures are kept in. */
  index: string;
}

/** A picture's file, relative to the folder, with `/`. */
interface Found extends IndexedPicture {
  file: string;
}

/**
 * The pictures under `folder`, ordered by path; hidden files and other kinds of files are passed over. A file that
 * cannot be read is listed in `skipped`. Throws a Problem where the folder is missing or holds no picture.
 */
export async function folderOfPictures(settings: FolderSettings): Promise<Source> {
  const { folder } = settings;
  const all = await filesUnder(folder);
  if (all.pictures.length === 0) {
    throw new Problem(`${folder} holds no pictures (JPEG, PNG, WebP, AVIF, GIF, TIFF or SVG files); put some in it, or name another folder.`);
  }
  const files = settings.draw ? drawFiles(all, settings.draw, folder) : all;
  const { found, skipped } = await openPictures(folder, files.pictures, settings.index);
  const metadata = await readMetadata(found.length ? settings.metadata : undefined, folder, found.map(({ file }) => file));
  const ids = idsOf(found.map(({ file }) => file));
  const labels = folderLabels(found.map(({ file }) => file));
  const items = found.map((picture, index) => itemOf(
    { id: ids[index]!, title: settings.label === false ? titleOfPath(picture.file) : titleInFolder(picture.file), folder: labels[index]! }, picture, index, metadata.columns,
  ));
  return {
    items, found: files.pictures.length + files.skipped.length, skipped: [...files.skipped, ...skipped],
    labels: tellingLabels([
      ...settings.label === false ? [] : [{ column: 'folder', title: settings.label ?? 'Folder' }], { column: 'year', title: 'Year taken' },
      ...metadata.columns.filter(({ meaning }) => meaning.role === 'label').map(({ column, title }) => ({ column, title })),
    ], items),
    facts: [
      ...metadata.columns.flatMap(({ column, title, meaning }) => (meaning.role === 'fact' ? [{ column, title, kind: meaning.kind }] : [])),
      { column: 'taken', title: 'Taken', kind: 'date' as const }, { column: 'keywords', title: 'Keywords', kind: 'list' as const },
    ].filter(({ column }) => items.some((item) => (item.facts[column] ?? null) !== null)),
    // Folders that somebody named tell what belongs together.
    ...(typeof settings.label === 'string' && { classes: 'folder' }),
    credits: [], notices: [...metadata.notices, ...settings.draw ? [] : passedOver(files, settings)],
  };
}

/** A picture under an odd name would be missed without a word, unless somebody chose what is shown. What a camera left undeveloped lies beside its picture, or is told of as skipped. */
function passedOver({ others }: FolderFiles, { metadata, leftBehind = [] }: FolderSettings): Notice[] {
  const table = metadata && path.posix.normalize(metadata.file);
  const names = [...others.filter((name) => name !== table && !isUndeveloped(name)), ...leftBehind].sort();
  return names.length ? [{ what: 'Passed over, because their names are not those of pictures', names }] : [];
}

/** Files in work at a time. */
const AT_ONCE = 4;

async function openPictures(folder: string, files: readonly string[], indexFile: string): Promise<{ found: Found[]; skipped: Skipped[] }> {
  const index = await openFileIndex(indexFile, codeKey('pipeline/sources/file-index.ts'));
  const opened = await atOnce(AT_ONCE, files, async (file): Promise<Found | Skipped> => index.picture(path.join(folder, file)).then(
    (picture) => ({ ...picture, file }),
    () => ({ name: file, reason: whyClosed(file) }),
  ));
  await index.save();
  return {
    found: opened.filter((each): each is Found => 'picture' in each),
    skipped: opened.filter((each): each is Skipped => 'reason' in each),
  };
}

/** A table says what a person wants to be said; what is embedded in the file comes second, its name last. */
function itemOf(from: { id: string; title: string; folder: string }, { file, picture, details }: Found, index: number, columns: readonly Column[]): SourceItem {
  const told = (role: 'title' | 'subtitle'): FactValue => columns.find((column) => column.meaning.role === role && column.values[index])?.values[index] ?? null;
  const valuesOf = (role: 'label' | 'fact'): [string, FactValue][] =>
    columns.filter((column) => column.meaning.role === role).map((column) => [column.column, column.values[index] ?? null]);
  const title = told('title') ?? details.title ?? from.title;
  const subtitle = told('subtitle') ?? details.caption ?? '';
  return {
    id: from.id, slug: from.id, title: String(title), subtitle: subtitle === title ? '' : String(subtitle), aliases: [],
    labels: {
      folder: from.folder, year: details.taken?.slice(0, 4) ?? '',
      ...Object.fromEntries(valuesOf('label').map(([column, value]) => [column, value === null ? '' : String(value)])),
    },
    facts: { ...Object.fromEntries(valuesOf('fact')), ...factsOf(details) }, file, picture,
  };
}

const factsOf = ({ taken, keywords }: EmbeddedDetails): Record<string, FactValue> => ({ ...(taken && { taken }), ...(keywords && { keywords }) });

/** What the folder of each file is called as a label: `grand_piano/1.jpg` → “grand piano”. Folders that would then be one keep their names. */
function folderLabels(files: readonly string[]): string[] {
  const folders = files.map((file) => path.posix.dirname(file)).map((folder) => (folder === '.' ? '' : folder.normalize('NFC')));
  const readable = (folder: string): string => folder.replace(/_+/g, ' ').trim() || folder;
  const called = Map.groupBy(new Set(folders), readable);
  return folders.map((folder) => (called.get(readable(folder))!.length > 1 ? folder : readable(folder)));
}

/** `old_bridge.jpg` → “old bridge”. */
function titleOf(file: string): string {
  const name = file.slice(0, file.length - path.extname(file).length).normalize('NFC');
  return name.replace(/[_/]+/g, ' ').trim() || name;
}

/** What cameras and collections of pictures call a file: a number, that alone says nothing. */
const NUMBERED = /^(?:image|img|dsc[fn]?|picture|pict|photo|scan)?[\s_-]*(\d+)$/i;

/** `0012.jpg` of `harbour/IMG_0012.jpg`; undefined where the name says more than a number, or there is no folder to stand before it. */
function numberInFolder(file: string): string | undefined {
  const { dir, name, ext } = path.posix.parse(file);
  const number = dir && NUMBERED.exec(name)?.[1];
  return number ? `${number}${ext}` : undefined;
}

/** `harbour/old_bridge.jpg` → “old bridge”; `harbour/IMG_0012.jpg` → “harbour 0012”. */
function titleInFolder(file: string): string {
  const { dir, base } = path.posix.parse(file);
  const number = numberInFolder(file);
  return titleOf(number ? `${path.posix.basename(dir)} ${number}` : base);
}

/** `harbour/old_bridge.jpg` → “harbour old bridge”; `harbour/IMG_0012.jpg` → “harbour 0012”. */
function titleOfPath(file: string): string {
  const number = numberInFolder(file);
  return titleOf(number ? path.posix.join(path.posix.dirname(file), number) : file);
}
