/** The baseline encoder: the values of the pixels themselves. */
import type { Matrix } from '../../src/gallery/matrix.ts';
import { codeKey } from '../cache/code-key.ts';
import { keyOf } from '../cache/key.ts';
import { greyOf } from '../images/grey.ts';
import { isGrey } from '../images/is-grey.ts';
import { toMatrix, type Pictures } from '../images/pictures.ts';
import type { Embedded, EncoderContext } from './context.ts';
import { picturesStage } from './pictures-stage.ts';

export async function embedPixels(size: readonly [number, number], { items, stages }: EncoderContext): Promise<Embedded> {
  const [width, height] = size;
  const pictures = picturesStage(items, size, stages);
  const { points, channels } = valuesOf(await pictures.value());
  return {
    key: keyOf(pictures.key, codeKey('pipeline/encoders/pixels.ts')),
    embedding: {
      encoder: {
        id: 'pixels', name: 'Pixels', dimensions: points.columns, distance: 'euclidean',
        description: `The ${channels === 1 ? 'grey' : 'red, green and blue'} of ${width} × ${height} pixels, as they are.`,
        distanceNote: 'root mean square difference of pixel values, each from 0 to 1',
        input: { width, height, channels },
      },
      points,
    },
  };
}

/** One value a pixel where no picture has a colour: distances stay as they are, and cost a third. */
function valuesOf(pictures: Pictures): { points: Matrix; channels: 1 | 3 } {
  if (!isGrey(pictures)) return { points: perValue(toMatrix(pictures)), channels: 3 };
  const { data, count, width, height } = greyOf(pictures);
  return { points: perValue({ data: Float32Array.from(data, (value) => value / 255), rows: count, columns: width * height }), channels: 1 };
}

/** Divided by the root of the number of values: Euclidean distance then is the root mean square difference of values. */
function perValue(matrix: Matrix): Matrix {
  const scale = 1 / Math.sqrt(matrix.columns);
  return { ...matrix, data: matrix.data.map((value) => value * scale) };
}
