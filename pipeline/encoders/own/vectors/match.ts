/** Finds which column holds vectors, and which vector belongs to which picture. */
import type { Matrix } from '../../../../src/gallery/matrix.ts';
import { zeros } from '../../../../src/gallery/matrix.ts';
import { Problem } from '../../../ground/problem.ts';
import { joinTable, type Joined } from '../../../sources/metadata/join.ts';
import type { VectorColumn } from './read-columns.ts';

interface Wanted {
  /** For messages. */
  file: string;
  /** Names of the pictures' files. */
  pictures: readonly string[];
  /** The column of vectors, and that of file names; by default the first that can be. */
  column?: string | undefined;
  key?: string | undefined;
}

interface Matched {
  /** A row for each picture. */
  points: Matrix;
  /** Names in the file that are no picture's, that fit several pictures, and that come again: the first vector counts. */
  strangers: string[];
  ambiguous: string[];
  repeated: string[];
}

/** Throws a Problem that lists what does not fit: pictures without a vector, counts, lengths, values that are no numbers. */
export function matchVectors(columns: readonly VectorColumn[], wanted: Wanted): Matched {
  const { file, pictures } = wanted;
  for (const name of [wanted.column, wanted.key]) {
    if (name !== undefined && !columns.some((column) => column.name === name)) {
      throw new Problem(`${file} has no column “${name}”; it has: ${columns.map((column) => column.name).join(', ')}.`);
    }
  }
  const vectors = vectorsIn(columns, wanted);
  const names = columns.filter((column) => (wanted.key ? column.name === wanted.key : typeof column.values[0] === 'string'));
  if (names.length === 0) {
    if (vectors.length !== pictures.length) {
      throw new Problem(`${file} has ${vectors.length.toLocaleString('en')} vectors and no names, but ${pictures.length.toLocaleString('en')} pictures are published; save as many, in the order of the pictures' paths, or save names of files beside them.`);
    }
    return { points: matrixOf(vectors, pictures, file), strangers: [], ambiguous: [], repeated: [] };
  }
  const rows = vectors.map((_, row) => names.map((column) => textOf(column.values[row])));
  const joined = joinTable({ columns: names.map((column) => column.name), rows }, pictures, wanted.key ?? (names.length === 1 ? names[0]!.name : null));
  if (!joined) throw new Problem(`${file} names none of the pictures; give it a column with the names of their files, and name that column as “key”.`);
  const missing = pictures.filter((_, index) => joined.rowOf[index] === null);
  if (missing.length > 0) {
    const none = `${file} has no vector for ${missing.length.toLocaleString('en')} of ${pictures.length.toLocaleString('en')} pictures (${few(missing)})`;
    throw new Problem(joined.ambiguous.length > 0
      ? `${none}, and names that could be several pictures (${few(joined.ambiguous)}); write their folders too, as in “${missing[0]}”.`
      : `${none}${joined.strangers.length ? `, but for ${few(joined.strangers)}` : ''}; add them, or take the pictures out.`);
  }
  const vectorOf = new Map<Joined['rowOf'][number], Vector>(rows.map((row, index) => [row, vectors[index]!]));
  const ordered = joined.rowOf.map((row) => vectorOf.get(row)!);
  return { points: matrixOf(ordered, pictures, file), strangers: joined.strangers, ambiguous: joined.ambiguous, repeated: joined.repeated };
}

type Vector = ArrayLike<unknown>;

function vectorsIn(columns: readonly VectorColumn[], { file, column: wanted, key }: Wanted): Vector[] {
  const lists = columns.find((column) => (wanted ? column.name === wanted : isList(column.values[0])));
  if (lists) return Array.from(lists.values, (value) => (isList(value) ? value : []));
  // A table as wide as its vectors: each number has a column.
  const numbers = columns.filter((column) => column.name !== key && isNumber(column.values[0]));
  if (numbers.length === 0) throw new Problem(`${file} has no column of vectors; save lists of numbers, or name their column as “column”.`);
  return Array.from({ length: numbers[0]!.values.length }, (_, row) => numbers.map((column) => column.values[row]));
}

const isNumber = (value: unknown): value is number | bigint => typeof value === 'number' || typeof value === 'bigint';
const isList = (value: unknown): value is Vector => Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : isNumber(value) ? String(value) : null);

function matrixOf(vectors: readonly Vector[], pictures: readonly string[], file: string): Matrix {
  const columns = vectors[0]?.length ?? 0;
  if (columns === 0) throw new Problem(`${file} has an empty vector for ${pictures[0]!}; save the vectors again.`);
  const matrix = zeros(vectors.length, columns);
  vectors.forEach((vector, row) => {
    if (vector.length !== columns) throw new Problem(`${file} has ${vector.length} numbers for ${pictures[row]!} and ${columns} for ${pictures[0]!}; save vectors of one length.`);
    let any = false;
    for (let column = 0; column < columns; column += 1) {
      const value = isNumber(vector[column]) ? Math.fround(Number(vector[column])) : Number.NaN;
      if (!Number.isFinite(value)) throw new Problem(`${file} holds ${String(vector[column])} in the vector of ${pictures[row]!}, which is no finite number; mend or remove that vector.`);
      any ||= value !== 0;
      matrix.data[row * columns + column] = value;
    }
    if (!any) throw new Problem(`${file} holds nothing but zeros for ${pictures[row]!}; mend or remove that vector.`);
  });
  return matrix;
}

const few = (names: readonly string[]): string => `${names.slice(0, 8).join(', ')}${names.length > 8 ? ` and ${(names.length - 8).toLocaleString('en')} more` : ''}`;
