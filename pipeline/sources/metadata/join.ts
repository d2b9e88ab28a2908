/** Joins the rows of a table to pictures by the names of their files. */
import type { Cell, Table } from './table.ts';

interface Joined {
  /** The column that names files. */
  key: string;
  /** For each file its row, or null. */
  rowOf: (readonly Cell[] | null)[];
  /** Names in the table that are no file's. */
  strangers: string[];
  /** Names in the table that fit several files, which need their folder's name too. */
  ambiguous: string[];
  /** Names in the table of files that a row above tells of already: the first counts. */
  repeated: string[];
}

/** Ways to write a file's name, the most exact first; the first that fits any file counts. */
const spellings: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toLowerCase(),
  (name) => withoutEnding(name.toLowerCase()),
  (name) => name.toLowerCase().split('/').at(-1)!,
  (name) => withoutEnding(name.toLowerCase().split('/').at(-1)!),
];

/**
 * Joins by the column `key`, or where that is null by the column that fits the most files. Case, endings, folders and the
 * Unicode form of names may differ where they are not needed to tell files apart. Null where no name fits any file.
 */
export function joinTable(table: Table, files: readonly string[], key: string | null): Joined | null {
  const candidates = key === null ? table.columns : table.columns.filter((column) => column === key);
  const joined = candidates.map((column) => joinBy(table, column, files));
  const better = (a: Joined, b: Joined): boolean => matches(a) > matches(b) || (matches(a) === matches(b) && a.ambiguous.length > b.ambiguous.length);
  const best = joined.reduce<Joined | null>((former, each) => (former && !better(each, former) ? former : each), null);
  return best && (matches(best) > 0 || best.ambiguous.length > 0) ? best : null;
}

const matches = ({ rowOf }: Joined): number => rowOf.filter((row) => row !== null).length;

function joinBy(table: Table, key: string, files: readonly string[]): Joined {
  const column = table.columns.indexOf(key);
  const indices = spellings.map((spell) => {
    const byName = new Map<string, number[]>();
    files.forEach((file, index) => {
      const name = spell(file.normalize('NFC'));
      byName.set(name, [...byName.get(name) ?? [], index]);
    });
    return byName;
  });
  const joined: Joined = { key, rowOf: files.map(() => null), strangers: [], ambiguous: [], repeated: [] };
  for (const row of table.rows) {
    const cell = row[column];
    if (cell === null || cell === undefined || Array.isArray(cell)) continue;
    const name = String(cell).replaceAll('\\', '/').replace(/^(\.?\/)+/, '').normalize('NFC');
    const fitting = spellings.map((spell, way) => indices[way]!.get(spell(name)) ?? []).find((found) => found.length > 0) ?? [];
    if (fitting.length === 0) joined.strangers.push(String(cell));
    else if (fitting.length > 1) joined.ambiguous.push(String(cell));
    else if (joined.rowOf[fitting[0]!]) joined.repeated.push(String(cell));
    else joined.rowOf[fitting[0]!] = row;
  }
  return joined;
}

/** Without an ending such as `.jpg`; the dot of “St. Ives” is none. */
const withoutEnding = (name: string): string => name.replace(/\.[a-z]{3,4}$|\.jp2$/, '');
