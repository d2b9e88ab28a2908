/** Pictures painted back, and how far they are off. */
import type { Matrix } from '../../src/gallery/matrix.ts';
import { valuesPerPicture, type Pictures } from '../images/pictures.ts';

/** Rows of values 0–1, planar, as pictures of bytes. */
export const asPictures = ({ data, rows }: Matrix, { width, height }: { width: number; height: number }): Pictures =>
  ({ count: rows, width, height, data: Uint8Array.from(data, (value) => Math.round(Math.min(1, Math.max(0, value)) * 255)) });

/** Mean squared error per value of each picture against what was painted of it, values 0–1. Both hold the same pictures in the same order. */
export function reconstructionErrors(pictures: Pictures, painted: Pictures): Float32Array {
  if (pictures.data.length !== painted.data.length) throw new RangeError(`reconstructionErrors: ${pictures.count} pictures against ${painted.count}, or of other sizes`);
  const size = valuesPerPicture(pictures);
  return Float32Array.from({ length: pictures.count }, (_, picture) => {
    let sum = 0;
    for (let index = picture * size; index < (picture + 1) * size; index += 1) sum += ((pictures.data[index]! - painted.data[index]!) / 255) ** 2;
    return sum / size;
  });
}

/** Mean and median of errors, for the manifest. */
export function reconstructionScores(errors: Float32Array): { meanSquaredError: number; median: number } {
  const sorted = Float32Array.from(errors).sort();
  return {
    meanSquaredError: errors.reduce((sum, value) => sum + value, 0) / errors.length,
    median: (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2,
  };
}
