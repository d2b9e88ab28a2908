/** Looks at a folder before it becomes a collection: what is in it, and what tells about it. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../ground/problem.ts';
import { filesUnder } from '../sources/folder-files.ts';
import { describeColumn, type Role } from '../sources/metadata/columns.ts';
import { joinTable } from '../sources/metadata/join.ts';
import { readTable, tableEndings } from '../sources/metadata/table.ts';

export interface Findings {
  pictures: number;
  /** Folders inside that hold pictures themselves. */
  folders: number;
  /** A table that names the pictures' files. */
  table: FoundTable | null;
  /** Why each other table beside them is not used, a sentence each. */
  unused: string[];
  /** Endings of files that are no pictures, with how many there are; the commonest first. */
  passedOver: { ending: string; count: number }[];
}

export interface FoundTable {
  /** Relative to the folder. */
  file: string;
  /** The column that names the files. */
  key: string;
  /** Pictures that it tells of. */
  pictures: number;
  columns: { name: string; meaning: Role }[];
  /** The columns are called by their places. */
  headless: boolean;
}

/** Throws a Problem where the folder is missing, is none or holds no picture. */
export async function lookAt(folder: string): Promise<Findings> {
  await refuseOther(folder);
  const { pictures, others } = await filesUnder(folder);
  if (pictures.length === 0) throw new Problem(`${folder} holds no pictures (JPEG, PNG, WebP, AVIF, GIF, TIFF or SVG files); put some in it, or name another folder.`);
  const candidates = others.filter((file) => tableEndings.has(path.extname(file).toLowerCase()) && !file.includes('/'));
  const tables = await Promise.all(candidates.map((file) => tableOf(folder, file, pictures)));
  const table = tables.reduce<FoundTable | null>((best, each) => ('pictures' in each && each.pictures > (best?.pictures ?? 0) ? each : best), null);
  return {
    pictures: pictures.length,
    folders: new Set(pictures.map((file) => path.posix.dirname(file)).filter((name) => name !== '.')).size,
    table,
    unused: tables.filter((each) => each !== table).map((each) => `${each.file} is not used: ${'why' in each ? each.why : `only one table can be, and ${table!.file} tells of as many pictures or more.`}`),
    passedOver: endingsOf(others.filter((file) => !candidates.includes(file))),
  };
}

/** Here and not where folders are read: a collection that is built has a file to correct. */
async function refuseOther(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (!found) throw new Problem(`${folder} is missing; check how its name is written.`);
  if (found.isDirectory()) return;
  throw new Problem(/\.(zip|tar|tgz|tar\.gz)$/i.test(folder)
    ? `${folder} is an archive, not a folder; unpack it, or write a collection with “type: archive” as docs/collections.md shows.`
    : `${folder} is a file, not a folder; name the folder that holds your pictures.`);
}

/** A table that does not serve, with the rest of a sentence. */
interface Unused {
  file: string;
  why: string;
}

async function tableOf(folder: string, file: string, pictures: readonly string[]): Promise<FoundTable | Unused> {
  const place = path.join(folder, file);
  const table = await readTable(place).catch((error: unknown) => {
    if (error instanceof Problem) return { why: error.message.replace(`${place} `, 'it ') };
    throw error;
  });
  if ('why' in table) return { file, why: table.why };
  const joined = joinTable(table, pictures, null);
  if (!joined) return { file, why: 'none of its columns names these pictures; give it one with the names of their files.' };
  const named = joined.rowOf.filter((row) => row !== null).length;
  if (named === 0) return { file, why: 'each of its names could be several pictures; write their folders too.' };
  const names = table.columns.filter((name) => name !== joined.key);
  return {
    file, key: joined.key, pictures: named, headless: table.headless ?? false,
    columns: names.flatMap((name) => {
      const described = describeColumn(name, joined.rowOf.map((row) => row?.[table.columns.indexOf(name)] ?? null), null, table.decimalCommas);
      return described ? [{ name, meaning: described.meaning }] : [];
    }),
  };
}

function endingsOf(files: readonly string[]): Findings['passedOver'] {
  const counts = new Map<string, number>();
  for (const file of files) {
    const ending = path.extname(file).toLowerCase() || path.basename(file);
    counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  return [...counts].map(([ending, count]) => ({ ending, count })).sort((a, b) => b.count - a.count || (a.ending < b.ending ? -1 : 1));
}
