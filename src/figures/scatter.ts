/** Many points as a few SVG paths, so that ten thousand of them weigh as much as a photograph. */
import { hilbertPlace } from '../gallery/hilbert.ts';

export interface Points {
  x: Float32Array;
  y: Float32Array;
}

export interface Placing {
  /** Size of the drawing, in units that places are rounded to. */
  width: number;
  height: number;
  /** Units kept free round it. */
  margin: number;
}

/** Points fitted into the drawing, both axes to the same scale, in the middle. */
export function fitted({ x, y }: Points, box: { width: number; height: number }, { width, height, margin }: Placing): Points {
  const scale = Math.min((width - 2 * margin) / Math.max(box.width, 1e-9), (height - 2 * margin) / Math.max(box.height, 1e-9));
  const [left, top] = [(width - box.width * scale) / 2, (height - box.height * scale) / 2];
  return { x: x.map((value) => Math.round(left + value * scale)), y: y.map((value) => Math.round(top + value * scale)) };
}

/** The path of the points at `indices`, whole numbers: draw it with a round line cap, its dots are as wide as its stroke. Dots in one place are one. */
export function dotsPath({ x, y }: Points, indices: readonly number[]): string {
  const distinct = [...new Map(indices.map((index) => [`${x[index]} ${y[index]}`, index])).values()];
  // Along a curve that fills the plane steps are short, and so are their numbers.
  const order = distinct.map((index) => ({ index, along: hilbertPlace(x[index]!, y[index]!) })).sort((a, b) => a.along - b.along);
  let [atX, atY] = [0, 0];
  return order.map(({ index }) => {
    const [stepX, stepY] = [x[index]! - atX, y[index]! - atY];
    [atX, atY] = [x[index]!, y[index]!];
    return `m${stepX}${stepY < 0 ? '' : ' '}${stepY}h0`;
  }).join('');
}

/** Where the points at `indices` lie densest: the middle of those in the fullest square of `side` units. For a label. Null of none. */
export function densest({ x, y }: Points, indices: readonly number[], side: number): { x: number; y: number } | null {
  const squares = Map.groupBy(indices, (index) => `${Math.floor(x[index]! / side)} ${Math.floor(y[index]! / side)}`);
  const fullest = [...squares.values()].reduce((most, members) => (members.length > most.length ? members : most), [] as number[]);
  if (fullest.length === 0) return null;
  const mean = (values: Float32Array): number => Math.round(fullest.reduce((sum, index) => sum + values[index]!, 0) / fullest.length);
  return { x: mean(x), y: mean(y) };
}
