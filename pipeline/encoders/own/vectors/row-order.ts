/** Rows without names belong to pictures by their order. Which pictures somebody counted is told by how many rows there are. */
import { Problem } from '../../../ground/problem.ts';
import { counted } from '../../../report/words.ts';
import type { WholeSource } from '../../context.ts';

interface Wanted {
  /** For messages. */
  file: string;
  /** Names of the files of the pictures that are published. */
  pictures: readonly string[];
  whole: WholeSource;
}

/** The row of each picture. Throws a Problem where the rows are as many as no count of pictures. */
export function placesInOrder(rows: number, { file, pictures, whole }: Wanted): number[] {
  const order = ordersOf(pictures, whole).find(({ length }) => length === rows);
  if (!order) throw new Problem(`${file} has ${counted(rows)} vectors and no names, but ${countsOf(pictures, whole)}; save as many, in the order of the pictures' paths, or save names of files beside them.`);
  const placeOf = new Map(order.map((picture, place) => [picture, place]));
  return pictures.map((picture) => placeOf.get(picture)!);
}

/** The pictures that are published, all that were found, and those with what the source left out: whoever made the vectors may have opened it. */
function ordersOf(pictures: readonly string[], { files, skipped, sampled }: WholeSource): (readonly string[])[] {
  const byPath = files.every((name, index) => index === 0 || files[index - 1]! < name);
  return [...sampled ? [] : [pictures], files, ...byPath ? [[...files, ...skipped].sort()] : []];
}

function countsOf(pictures: readonly string[], whole: WholeSource): string {
  if (!whole.sampled && whole.files.length === pictures.length) return `${counted(pictures.length)} pictures are published`;
  return `${counted(whole.files.length)} pictures are found${whole.sampled ? '' : ` and ${counted(pictures.length)} of them can be read`}`;
}
