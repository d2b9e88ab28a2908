/** Grey pictures of one size, for encoders that see no colours. */
import { emptyPictures, valuesPerPicture, type Pictures } from './pictures.ts';

/** `count` pictures, one byte a pixel, row by row, 0 black: pixel (picture p, row y, column x) is `data[(p * height + y) * width + x]`. */
export interface GreyPictures {
  data: Uint8Array;
  count: number;
  width: number;
  height: number;
}

/** Room for `count` pictures, in shared memory, so that worker threads read them without a copy. */
export function emptyGrey(count: number, width: number, height: number): GreyPictures {
  return { data: new Uint8Array(new SharedArrayBuffer(count * width * height)), count, width, height };
}

/** Shares of red, green and blue in what an eye sees as bright: ITU-R BT.709. */
const LUMA = [0.2126, 0.7152, 0.0722] as const;

/** The luma of each pixel. Pictures that are grey keep their values. */
export function greyOf(pictures: Pictures): GreyPictures {
  const { count, width, height } = pictures;
  const grey = emptyGrey(count, width, height);
  const pixels = width * height;
  for (let picture = 0; picture < count; picture += 1) {
    const planes = pictures.data.subarray(picture * valuesPerPicture(pictures), (picture + 1) * valuesPerPicture(pictures));
    for (let pixel = 0; pixel < pixels; pixel += 1) {
      grey.data[picture * pixels + pixel] = Math.round(LUMA[0] * planes[pixel]! + LUMA[1] * planes[pixels + pixel]! + LUMA[2] * planes[2 * pixels + pixel]!);
    }
  }
  return grey;
}

/** The same pictures with three equal channels. */
export function inColour(grey: GreyPictures): Pictures {
  const { count, width, height } = grey;
  const pictures = emptyPictures(count, width, height);
  const pixels = width * height;
  for (let picture = 0; picture < count; picture += 1) {
    const plane = grey.data.subarray(picture * pixels, (picture + 1) * pixels);
    for (let channel = 0; channel < 3; channel += 1) pictures.data.set(plane, (3 * picture + channel) * pixels);
  }
  return pictures;
}

/** The pictures at `indices`, in shared memory. */
export function chooseGrey(pictures: GreyPictures, indices: ArrayLike<number>): GreyPictures {
  const { width, height } = pictures;
  const pixels = width * height;
  const chosen = emptyGrey(indices.length, width, height);
  for (let to = 0; to < indices.length; to += 1) {
    const from = indices[to]!;
    chosen.data.set(pictures.data.subarray(from * pixels, (from + 1) * pixels), to * pixels);
  }
  return chosen;
}
