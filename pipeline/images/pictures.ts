/** Pictures of one size as an encoder sees them. */
import type { Matrix } from '../../src/gallery/matrix.ts';

/**
 * `count` RGB pictures, one byte a value, planar: value (picture p, channel c, row y, column x) is
 * `data[((p * 3 + c) * height + y) * width + x]`. Bytes, because six thousand flags as floats are 250 MB.
 */
export interface Pictures {
  data: Uint8Array;
  count: number;
  width: number;
  height: number;
}

/** Values of one picture: 3 · height · width. */
export const valuesPerPicture = (pictures: { width: number; height: number }): number => 3 * pictures.height * pictures.width;

/** Room for `count` pictures, in shared memory, so that worker threads read them without a copy. */
export function emptyPictures(count: number, width: number, height: number): Pictures {
  return { data: new Uint8Array(new SharedArrayBuffer(count * 3 * width * height)), count, width, height };
}

/** The pictures as a matrix: count × (3 · height · width), values 0–1. */
export function toMatrix(pictures: Pictures): Matrix {
  return {
    data: Float32Array.from(pictures.data, (value) => value / 255),
    rows: pictures.count,
    columns: valuesPerPicture(pictures),
  };
}

/** One picture as bytes of RGB pixels, row by row, as image libraries want them. */
export function interleaved(pictures: Pictures, index: number): Uint8Array {
  const pixels = pictures.width * pictures.height;
  const planes = pictures.data.subarray(index * 3 * pixels, (index + 1) * 3 * pixels);
  const out = new Uint8Array(3 * pixels);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) out[3 * pixel + channel] = planes[channel * pixels + pixel]!;
  }
  return out;
}

/** The pictures at `indices`, in shared memory. */
export function choosePictures(pictures: Pictures, indices: readonly number[]): Pictures {
  const size = valuesPerPicture(pictures);
  const chosen = emptyPictures(indices.length, pictures.width, pictures.height);
  indices.forEach((from, to) => chosen.data.set(pictures.data.subarray(from * size, (from + 1) * size), to * size));
  return chosen;
}
