/** Finds which vector belongs to which picture: by the names of files, or by the order of rows. */
import type { Matrix } from '../../../../src/gallery/matrix.ts';
import { zeros } from '../../../../src/gallery/matrix.ts';
import { Problem } from '../../../ground/problem.ts';
import type { Notice } from '../../../report/notice.ts';
import { counted, few } from '../../../report/words.ts';
import { joinTable } from '../../../sources/metadata/join.ts';
import type { WholeSource } from '../../context.ts';
import { chooseColumns, isNumber, type Vector } from './choose-columns.ts';
import type { VectorColumn } from './read-columns.ts';
import { placesInOrder } from './row-order.ts';

interface Wanted {
  /** For messages. */
  file: string;
  /** Names of the files of the pictures that are published. */
  pictures: readonly string[];
  /** The source that they come from: it may hold more. */
  whole: WholeSource;
  /** The column of vectors, and that of file names; by default those that are likeliest. */
  column?: string | undefined;
  key?: string | undefined;
}

interface Matched {
  /** A row for each picture. */
  points: Matrix;
  /** What was chosen, and names that fit no picture, several, or one again: the first vector counts. */
  notices: Notice[];
}

/** Throws a Problem that lists what does not fit: pictures without a vector, counts, lengths, values that are no numbers. */
export function matchVectors(columns: readonly VectorColumn[], wanted: Wanted): Matched {
  const { file, pictures } = wanted;
  const { vectors, names, notices } = chooseColumns(columns, wanted);
  const { rows, notices: unmatched } = names.length === 0
    ? { rows: placesInOrder(vectors.length, wanted), notices: [] }
    : rowsByName(names, vectors.length, wanted);
  return { points: matrixOf(rows.map((row) => vectors[row]!), pictures, file), notices: [...notices, ...unmatched] };
}

/** The row of each picture, found among all pictures of the source: what a sample leaves aside is no stranger. */
function rowsByName(names: readonly VectorColumn[], count: number, { file, pictures, whole, key }: Wanted): { rows: number[]; notices: Notice[] } {
  const { files } = whole;
  const rows = Array.from({ length: count }, (_, row) => names.map((column) => textOf(column.values[row])));
  const joined = joinTable({ columns: names.map((column) => column.name), rows }, files, key ?? (names.length === 1 ? names[0]!.name : null));
  if (!joined) throw new Problem(`${file} names none of the pictures; give it a column with the names of their files, and name that column as “key”.`);
  const placeOf = new Map(rows.map((row, place) => [row as unknown, place]));
  const rowOf = new Map(files.map((picture, index) => [picture, placeOf.get(joined.rowOf[index])]));
  const missing = pictures.filter((picture) => rowOf.get(picture) === undefined);
  if (missing.length > 0) {
    const none = `${file} has no vector for ${counted(missing.length)} of ${counted(pictures.length)} pictures (${few(missing, NAMED)})`;
    throw new Problem(joined.ambiguous.length > 0
      ? `${none}, and names that could be several pictures (${few(joined.ambiguous, NAMED)}); write their folders too, as in “${missing[0]}”.`
      : `${none}${joined.strangers.length ? `, but for ${few(joined.strangers, NAMED)}` : ''}; add them, or take the pictures out.`);
  }
  const named = names.findIndex((column) => column.name === joined.key);
  const nameless = rows.flatMap((row, place) => (row[named] === null ? [`row ${counted(place + 1)}`] : []));
  return {
    rows: pictures.map((picture) => rowOf.get(picture)!),
    notices: [
      { what: `${file} names what is no picture here`, names: joined.strangers },
      { what: `${file} names what could be several pictures; write the folder too`, names: joined.ambiguous },
      { what: `${file} has a second vector of, and the first counts`, names: joined.repeated },
      { what: `${file} has vectors without a name in “${joined.key}”, which are left out`, names: nameless },
    ].filter((notice) => notice.names.length > 0),
  };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : isNumber(value) ? String(value) : null);

function matrixOf(vectors: readonly Vector[], pictures: readonly string[], file: string): Matrix {
  const empty = vectors.findIndex((vector) => vector.length === 0);
  if (empty >= 0) throw new Problem(`${file} has an empty vector for ${pictures[empty]!}; save the vectors again.`);
  const columns = vectors[0]?.length ?? 0;
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

/** Nothing is published that could list them, so the sentence does; more than this say no more about what went wrong. */
const NAMED = 100;
