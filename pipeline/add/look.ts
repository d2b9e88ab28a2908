/** Looks at a folder before it becomes a collection: what is in it, and what tells about it. */
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
}

/** Throws a Problem where the folder is missing or holds no picture. */
export async function lookAt(folder: string): Promise<Findings> {
  const { pictures, others } = await filesUnder(folder);
  if (pictures.length === 0) throw new Problem(`${folder} holds no pictures (JPEG, PNG, WebP, AVIF, GIF, TIFF or SVG files); put some in it, or name another folder.`);
  const candidates = others.filter((file) => tableEndings.has(path.extname(file).toLowerCase()) && !file.includes('/'));
  const tables = await Promise.all(candidates.map((file) => tableOf(folder, file, pictures)));
  const table = tables.reduce<FoundTable | null>((best, each) => (each && each.pictures > (best?.pictures ?? 0) ? each : best), null);
  return {
    pictures: pictures.length,
    folders: new Set(pictures.map((file) => path.posix.dirname(file)).filter((name) => name !== '.')).size,
    table, passedOver: endingsOf(others.filter((file) => file !== table?.file)),
  };
}

/** Null where the file is no table of these pictures: a folder may hold any JSON file. */
async function tableOf(folder: string, file: string, pictures: readonly string[]): Promise<FoundTable | null> {
  const table = await readTable(path.join(folder, file)).catch((error: unknown) => {
    if (error instanceof Problem) return null;
    throw error;
  });
  const joined = table && joinTable(table, pictures, null);
  if (!table || !joined) return null;
  const names = table.columns.filter((name) => name !== joined.key);
  return {
    file, key: joined.key, pictures: joined.rowOf.filter((row) => row !== null).length,
    columns: names.flatMap((name) => {
      const described = describeColumn(name, joined.rowOf.map((row) => row?.[table.columns.indexOf(name)] ?? null), null);
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
