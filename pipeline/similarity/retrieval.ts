/** How well nearest neighbours share a label. */
import { availableParallelism } from 'node:os';
import type { Matrix } from '../../src/gallery/matrix.ts';
import { comparable, type Metric } from './distances.ts';
import { rankingOf } from './map-quality/ranks.ts';

export interface RetrievalScores {
  /** Share of items whose nearest neighbour has their label. */
  nearestNeighbourAccuracy: number;
  /** Mean share of the k nearest that have the item's label; k is lowered to the number of others with that label. */
  precisionAt5: number;
  precisionAt10: number;
  /** Mean over items of average precision: the mean, over others of the same label, of the precision at their rank. */
  meanAveragePrecision: number;
}

/** One item asked for others of its label. */
export interface QueryScore {
  /** Row of the item. */
  query: number;
  nearestIsRight: boolean;
  precisionAt5: number;
  precisionAt10: number;
  averagePrecision: number;
}

/** Neighbours that scores look at. */
export const LOOKED_AT = 10;

/**
 * Leave one out: every item in turn is the query and all others are ranked by distance, ties by index, as in the lists on
 * pages. An item without another of its label cannot be answered and is left out; so is one whose label is empty. Where
 * fewer than k others have the label, precision looks at as many as there are, so that 1 can always be reached.
 * Average precision as in C. D. Manning, P. Raghavan and H. Schütze, Introduction to Information Retrieval (2008), 8.4;
 * its ranks come from distances in single precision.
 *
 * `points` rows × any; one label a row; `neighbours` the nearest rows of each, at least ten or all, as `nearestNeighbours` finds them.
 */
export async function queryScores(
  points: Matrix, labels: readonly string[], neighbours: { indices: Uint32Array; perItem: number },
  options: { metric?: Metric; threads?: number; pause?: () => Promise<void> } = {},
): Promise<QueryScore[]> {
  const { rows } = points;
  if (labels.length !== rows) throw new RangeError(`${labels.length} labels for ${rows} points: give one for each`);
  if (neighbours.perItem < Math.min(LOOKED_AT, rows - 1)) throw new RangeError(`${neighbours.perItem} neighbours for each of ${rows} points: give ${LOOKED_AT}`);
  const sizes = sizesOf(labels);
  const queries = Int32Array.from(labels.keys()).filter((row) => labels[row] !== '' && sizes.get(labels[row]!)! > 1);
  if (queries.length === 0) return [];
  const averages = await averagePrecisions(points, numbered(labels), queries, options);
  return Array.from(queries, (query, place) => {
    const others = sizes.get(labels[query]!)! - 1;
    const precision = (k: number): number => {
      const start = query * neighbours.perItem;
      const seen = neighbours.indices.subarray(start, start + Math.min(k, others));
      return seen.filter((other) => labels[other] === labels[query]).length / seen.length;
    };
    return {
      query, nearestIsRight: precision(1) === 1, precisionAt5: precision(5), precisionAt10: precision(LOOKED_AT), averagePrecision: averages[place]!,
    };
  });
}

/** Means over queries; null without any. */
export function meanScores(scores: readonly QueryScore[]): RetrievalScores | null {
  if (scores.length === 0) return null;
  const mean = (value: (score: QueryScore) => number): number => scores.reduce((sum, score) => sum + value(score), 0) / scores.length;
  return {
    nearestNeighbourAccuracy: mean((score) => Number(score.nearestIsRight)),
    precisionAt5: mean((score) => score.precisionAt5),
    precisionAt10: mean((score) => score.precisionAt10),
    meanAveragePrecision: mean((score) => score.averagePrecision),
  };
}

async function averagePrecisions(
  points: Matrix, labels: Int32Array, queries: Int32Array, options: { metric?: Metric; threads?: number; pause?: () => Promise<void> },
): Promise<Float64Array> {
  const { metric = 'euclidean', threads = points.rows > 2000 ? availableParallelism() : 1, pause = async () => {} } = options;
  const ranking = await rankingOf(comparable(points, metric), queries, threads, pause);
  try {
    return await ranking.averagePrecision(labels);
  } finally {
    await ranking.close();
  }
}

function sizesOf(labels: readonly string[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return sizes;
}

/** A number for each label. */
function numbered(labels: readonly string[]): Int32Array {
  const numbers = new Map([...new Set(labels)].map((label, number) => [label, number]));
  return Int32Array.from(labels, (label) => numbers.get(label)!);
}
