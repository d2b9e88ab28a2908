/** How far a two-dimensional map can be believed: are its neighbours true neighbours, and are the true ones still there? */
import type { Matrix } from '../../src/gallery/matrix.ts';
import { distances, type Metric } from './distances.ts';
import { nearest } from './neighbours.ts';

export interface MapQuality {
  /** 1: nobody is a neighbour on the map who is not one in the data. 0: the worst map possible. */
  trustworthiness: number;
  /** 1: no neighbour in the data was torn away on the map. 0: the worst map possible. */
  continuity: number;
  /** Share of the k nearest in the data that are among the k nearest on the map. */
  neighboursKept: number;
}

/**
 * Trustworthiness and continuity after J. Venna and S. Kaski, “Neighborhood preservation in nonlinear projection methods:
 * an experimental study”, ICANN 2001, exact, over all points. A false neighbour costs its true rank beyond k; the sums are
 * scaled so that the worst map scores 0.
 *
 * `points` rows × any, under `metric`; `coordinates` rows × 2, interleaved, under Euclidean distance. The measure is defined
 * for k < rows / 2: with fewer rows k is lowered to fit, and with fewer than three there is nothing to get wrong: 1.
 * Equal distances, which every grid has, are ranked by index.
 */
export function mapQuality(points: Matrix, coordinates: Float32Array, options: { k?: number; metric?: Metric } = {}): MapQuality {
  const { rows } = points;
  if (coordinates.length !== rows * 2) throw new RangeError(`${coordinates.length} coordinates for ${rows} points: give two for each`);
  if (rows < 3) return { trustworthiness: 1, continuity: 1, neighboursKept: 1 };
  const k = Math.max(1, Math.min(options.k ?? 10, Math.ceil(rows / 2) - 1));

  const inData = distances(points, options.metric ?? 'euclidean');
  const onMap = distances({ data: coordinates, rows, columns: 2 }, 'euclidean');
  const dataRow = new Float64Array(rows);
  const mapRow = new Float64Array(rows);
  let intrusions = 0;
  let losses = 0;
  let kept = 0;
  for (let self = 0; self < rows; self += 1) {
    inData.fill(self, dataRow);
    onMap.fill(self, mapRow);
    const trueNeighbours = nearest(dataRow, self, k);
    const mapNeighbours = nearest(mapRow, self, k);
    for (const other of mapNeighbours) {
      if (trueNeighbours.includes(other)) kept += 1;
      else intrusions += rank(dataRow, self, other) - k;
    }
    for (const other of trueNeighbours) {
      if (!mapNeighbours.includes(other)) losses += rank(mapRow, self, other) - k;
    }
  }
  const scale = 2 / (rows * k * (2 * rows - 3 * k - 1));
  return { trustworthiness: 1 - scale * intrusions, continuity: 1 - scale * losses, neighboursKept: kept / (rows * k) };
}

/** Rank of `other` among the neighbours of `self`: 1 is the nearest; ties by index. */
export function rank(fromHere: Float64Array, self: number, other: number): number {
  const distance = fromHere[other]!;
  let before = 0;
  for (let index = 0; index < fromHere.length; index += 1) {
    if (index === self) continue;
    if (fromHere[index]! < distance || (fromHere[index] === distance && index < other)) before += 1;
  }
  return before + 1;
}
