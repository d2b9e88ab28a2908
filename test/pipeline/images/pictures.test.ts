import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choosePictures, emptyPictures, interleaved, toMatrix, valuesPerPicture } from '../../../pipeline/images/pictures.ts';
import { putPlanar } from '../../../pipeline/images/tensors.ts';
import { picturesOf } from '../publish/prepared.support.ts';

describe('pictures', () => {
  it('lie channel by channel, in memory that threads share', () => {
    const pictures = emptyPictures(2, 3, 2);
    expect(valuesPerPicture(pictures)).toBe(18);
    expect(pictures.data).toHaveLength(36);
    expect(pictures.data.buffer).toBeInstanceOf(SharedArrayBuffer);
    putPlanar(Uint8Array.from({ length: 18 }, (_, index) => index), pictures, 1);
    expect([...pictures.data.subarray(0, 18)]).toEqual(Array(18).fill(0));
    expect([...pictures.data.subarray(18)]).toEqual([0, 3, 6, 9, 12, 15, 1, 4, 7, 10, 13, 16, 2, 5, 8, 11, 14, 17]);
  });

  it('come back as the pixels that were put in', () => {
    const size = fc.integer({ min: 1, max: 6 });
    fc.assert(fc.property(size, size, size, fc.infiniteStream(fc.integer({ min: 0, max: 255 })), (count, width, height, bytes) => {
      const pictures = emptyPictures(count, width, height);
      const put = Array.from({ length: count }, () => Uint8Array.from({ length: 3 * width * height }, () => bytes.next().value as number));
      put.forEach((rgb, index) => putPlanar(rgb, pictures, index));
      put.forEach((rgb, index) => expect(interleaved(pictures, index)).toEqual(rgb));
    }), { numRuns: 40 });
  });

  it('are a matrix of values from 0 to 1, a row each', () => {
    const pictures = emptyPictures(2, 1, 1);
    pictures.data.set([0, 51, 255, 102, 0, 255]);
    const matrix = toMatrix(pictures);
    expect(matrix).toMatchObject({ rows: 2, columns: 3 });
    [0, 0.2, 1, 0.4, 0, 1].forEach((value, index) => expect(matrix.data[index]).toBeCloseTo(value, 6));
  });
});

it('chooses pictures by index', () => {
  const pictures = picturesOf(1, 1, [1, 2, 3], [4, 5, 6], [7, 8, 9]);
  expect([...choosePictures(pictures, [2, 0]).data]).toEqual([7, 8, 9, 1, 2, 3]);
  expect(choosePictures(pictures, [])).toMatchObject({ count: 0, width: 1, height: 1 });
});
