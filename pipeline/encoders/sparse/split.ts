/** Which pictures are learned from, which choose the best moment, and which only test. */
import { Problem } from '../../ground/problem.ts';
import { seeded } from '../../ground/random.ts';
import { choosePictures, type Pictures } from '../../images/pictures.ts';

/** Something of each part. */
export interface Parts<Of> {
  training: Of;
  validation: Of;
  test: Of;
}

/** Indices of `count` pictures in three parts as large as `shares` are to each other, drawn by the seed; each has at least one. Throws a Problem where there are too few. */
export function splitOf(count: number, [training, validation, test]: readonly [number, number, number], seed: number): Parts<number[]> {
  if (count < 3) throw new Problem(`A sparse autoencoder wants pictures to learn from, to check and to test with, but there are ${count}; add pictures or take another encoder.`);
  const order = seeded(seed, 'parts of the sparse autoencoder').shuffle(Array.from({ length: count }, (_, index) => index));
  const sized = (share: number): number => Math.max(1, Math.round((count * share) / (training + validation + test)));
  const tested = count - Math.min(sized(test), count - 2);
  const validated = tested - Math.min(sized(validation), tested - 1);
  return { training: order.slice(0, validated), validation: order.slice(validated, tested), test: order.slice(tested) };
}

/** The pictures of each part. */
export const partsOf = (pictures: Pictures, { training, validation, test }: Parts<readonly number[]>): Parts<Pictures> =>
  ({ training: choosePictures(pictures, training), validation: choosePictures(pictures, validation), test: choosePictures(pictures, test) });
