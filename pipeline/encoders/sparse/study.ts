/** What can be tried with the codes of a sparse autoencoder: sums, made-up codes, and what each unit looks for. */
import { zeros, type Matrix } from '../../../src/gallery/matrix.ts';
import { seeded } from '../../ground/random.ts';
import { emptyPictures, type Pictures } from '../../images/pictures.ts';

/** A row for each set of rows of `codes`: their sum. */
export function sumsOf(codes: Matrix, sets: readonly (readonly number[])[]): Matrix {
  const sums = zeros(sets.length, codes.columns);
  sets.forEach((set, place) => set.forEach((row) => {
    for (let column = 0; column < codes.columns; column += 1) sums.data[place * codes.columns + column]! += codes.data[row * codes.columns + column]!;
  }));
  return sums;
}

interface RandomCodes {
  codes: Matrix;
  /** How each row was made. */
  from: ('uniform' | 'items')[];
}

/** `count` codes: the first half uniform in 0–1, the rest with each value from the code of an item drawn anew. */
export function randomCodes(codes: Matrix, count: number, seed: number): RandomCodes {
  const random = seeded(seed, 'random codes');
  const made = zeros(count, codes.columns);
  const from = Array.from({ length: count }, (_, row) => (row < count / 2 ? 'uniform' as const : 'items' as const));
  from.forEach((kind, row) => {
    for (let column = 0; column < codes.columns; column += 1) {
      made.data[row * codes.columns + column] = kind === 'uniform' ? random.uniform() : codes.data[random.below(codes.rows) * codes.columns + column]!;
    }
  });
  return { codes: made, from };
}

/** Rows of signed values as pictures: 0 is middle grey, and the value furthest from it black or white. */
export function signedPictures(rows: Matrix, { width, height }: { width: number; height: number }): Pictures {
  const pictures = emptyPictures(rows.rows, width, height);
  for (let row = 0; row < rows.rows; row += 1) {
    const own = rows.data.subarray(row * rows.columns, (row + 1) * rows.columns);
    const furthest = own.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
    own.forEach((value, index) => { pictures.data[row * rows.columns + index] = Math.round(127.5 + 127.5 * (value / furthest)); });
  }
  return pictures;
}
