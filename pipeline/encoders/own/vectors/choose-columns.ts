/** Finds which columns of a file hold vectors, and which may hold the names of files. */
import { Problem } from '../../../ground/problem.ts';
import type { Notice } from '../../../report/notice.ts';
import type { VectorColumn } from './read-columns.ts';

interface Wanted {
  /** For messages. */
  file: string;
  /** The column of vectors, and that of file names, where a person names them. */
  column?: string | undefined;
  key?: string | undefined;
}

export type Vector = ArrayLike<unknown>;

export interface Chosen {
  /** One a row; empty where the row has none. */
  vectors: Vector[];
  /** Columns of text, or the one that was named. */
  names: VectorColumn[];
  /** What was chosen where a person may want another. */
  notices: Notice[];
}

/** What a column of vectors is called most often, the most likely first. */
const usual = ['embedding', 'embeddings', 'vector', 'vectors', 'features'];

/** Numbers of rows, which pandas saves beside the columns. */
const isRowNumber = (name: string): boolean => /^__index_|^Unnamed: \d+$/.test(name);

/** Throws a Problem where a named column is not there, or none holds vectors. A column is what its first value says, nulls aside. */
export function chooseColumns(columns: readonly VectorColumn[], wanted: Wanted): Chosen {
  const { file, column, key } = wanted;
  for (const name of [column, key]) {
    if (name !== undefined && !columns.some((each) => each.name === name)) {
      throw new Problem(`${file} has no column “${name}”; it has: ${columns.map((each) => each.name).join(', ')}.`);
    }
  }
  const names = columns.filter((each) => (key ? each.name === key : typeof firstOf(each) === 'string'));
  return { ...vectorsIn(columns, wanted), names };
}

function vectorsIn(columns: readonly VectorColumn[], { file, column: wanted, key }: Wanted): Pick<Chosen, 'vectors' | 'notices'> {
  const lists = columns.filter(holdsVectors);
  if (wanted !== undefined && !lists.some((column) => column.name === wanted)) {
    throw new Problem(`${file} has no lists of numbers in its column “${wanted}”; name the column of vectors as “column”${lists.length ? `: ${lists.map((column) => column.name).join(' or ')}` : ''}.`);
  }
  const chosen = wanted === undefined ? likeliest(lists) : lists.find((column) => column.name === wanted);
  if (chosen) {
    const others = wanted === undefined ? lists.filter((column) => column !== chosen).map((column) => column.name) : [];
    return {
      vectors: Array.from(chosen.values, (value) => (isList(value) ? value : [])),
      notices: others.length ? [{ what: `${file} has several columns of vectors, and “${chosen.name}” is used; name it as “column”, or one of these`, names: others }] : [],
    };
  }
  // A table as wide as its vectors: each number has a column.
  const numbers = columns.filter((column) => column.name !== key && !isRowNumber(column.name) && isNumber(firstOf(column)));
  if (numbers.length === 0) throw new Problem(`${file} has no column of vectors; save lists of numbers, or name their column as “column”.`);
  return {
    vectors: Array.from({ length: numbers[0]!.values.length }, (_, row) => numbers.map((column) => column.values[row])),
    notices: [{ what: `${file} has no lists of numbers; each vector is made of these columns, so take out what is no part of it`, names: numbers.map((column) => column.name) }],
  };
}

/** The one with a usual name, else the one with the longest vectors. */
function likeliest(lists: readonly VectorColumn[]): VectorColumn | undefined {
  const named = usual.map((name) => lists.find((column) => column.name.toLowerCase() === name)).find((column) => column !== undefined);
  const longest = Math.max(...lists.map(lengthOf));
  return named ?? lists.find((column) => lengthOf(column) === longest);
}

function firstOf({ values }: VectorColumn): unknown {
  for (let row = 0; row < values.length; row += 1) if (values[row] !== null && values[row] !== undefined) return values[row];
  return null;
}

/** An empty list is let through: it is told of with its picture. */
function holdsVectors(column: VectorColumn): boolean {
  const first = firstOf(column);
  return isList(first) && (first.length === 0 || typeof first[0] !== 'string');
}

const lengthOf = (column: VectorColumn): number => (firstOf(column) as Vector).length;

export const isNumber = (value: unknown): value is number | bigint => typeof value === 'number' || typeof value === 'bigint';
const isList = (value: unknown): value is Vector => Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
