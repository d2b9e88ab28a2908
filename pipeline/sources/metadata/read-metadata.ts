/** The table that a collection names, as columns with a value for each picture. */
import path from 'node:path';
import { Problem } from '../../ground/problem.ts';
import type { Notice } from '../../report/notice.ts';
import { columnIds, describeColumn, type Column } from './columns.ts';
import { joinTable } from './join.ts';
import { readTable } from './table.ts';

export interface MetadataSettings {
  /** Meant relative to the folder of pictures. */
  file: string;
  /** The column that names the pictures' files; by default the one that fits most of them. */
  key?: string | undefined;
  /** The columns to filter by; by default those with few values. */
  labels?: string[] | undefined;
}

interface Metadata {
  columns: Column[];
  /** Names that fit no picture, and pictures that no row names. */
  notices: Notice[];
}

/** Throws a Problem where the table cannot be read or fits no picture. Without settings there is nothing to tell. */
export async function readMetadata(settings: MetadataSettings | undefined, folder: string, files: readonly string[]): Promise<Metadata> {
  if (!settings) return { columns: [], notices: [] };
  const file = path.resolve(folder, settings.file);
  const table = await readTable(file);
  const unknown = [...settings.key ? [settings.key] : [], ...settings.labels ?? []].find((column) => !table.columns.includes(column));
  if (unknown !== undefined) throw new Problem(`${file} has no column “${unknown}”, but: ${table.columns.join(', ')}; correct “key” or “labels” in the collection's file.`);
  const joined = joinTable(table, files, settings.key ?? null);
  if (!joined) throw new Problem(`${file} names none of the pictures in ${folder}${settings.key ? ` in its column “${settings.key}”` : ''}; give it a column with the names of their files.`);
  const names = table.columns.filter((column) => column !== joined.key);
  const ids = columnIds(names);
  const columns = names.flatMap((name, index) => {
    const place = table.columns.indexOf(name);
    const asLabel = settings.labels ? settings.labels.includes(name) : null;
    const described = describeColumn(name, joined.rowOf.map((row) => row?.[place] ?? null), asLabel, table.decimalCommas);
    return described ? [{ ...described, column: ids[index]! }] : [];
  });
  const without = files.filter((_, index) => joined.rowOf[index] === null);
  return {
    columns,
    notices: [
      { what: `${settings.file} has no headings, so its columns are called`, names: table.headless ? table.columns : [] },
      { what: `${settings.file} names what is no picture here`, names: joined.strangers },
      { what: `${settings.file} names what could be several pictures; write the folder too`, names: joined.ambiguous },
      { what: `${settings.file} tells a second time of, and the first row counts`, names: joined.repeated },
      { what: `${settings.file} has no row for`, names: without },
    ].filter((notice) => notice.names.length > 0),
  };
}
