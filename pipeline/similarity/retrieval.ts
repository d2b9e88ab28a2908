/** How well nearest neighbours share a label. */
import type { Matrix } from '../../src/gallery/matrix.ts';
import { distances, type Metric } from './distances.ts';
import { ranking } from './neighbours.ts';

export interface RetrievalScores {
  /** Share of items whose nearest neighbour has their label. */
  nearestNeighbourAccuracy: number;
  /** Mean share of the five nearest that have the item's label (of all others, where there are fewer than five). */
  precisionAt5: number;
  /** Mean over items of average precision: the mean, over others of the same label, of the precision at their rank. */
  meanAveragePrecision: number;
}

/**
 * Leave one out: every item in turn is the query and all others are ranked by distance, ties by index. An item without
 * another of its label cannot be answered and is left out of all three means; so is one whose label is empty.
 * Average precision as in C. D. Manning, P. Raghavan and H. Schütze, Introduction to Information Retrieval (2008), 8.4.
 *
 * `points` rows × any; one label a row. Null where no label occurs twice.
 */
export function retrievalScores(points: Matrix, labels: readonly string[], options: { metric?: Metric } = {}): RetrievalScores | null {
  if (labels.length !== points.rows) throw new RangeError(`${labels.length} labels for ${points.rows} points: give one for each`);
  const { fill } = distances(points, options.metric ?? 'euclidean');
  const fromHere = new Float64Array(points.rows);
  const sizes = new Map<string, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);

  let queries = 0;
  const sums = { nearest: 0, five: 0, average: 0 };
  for (let query = 0; query < points.rows; query += 1) {
    const label = labels[query]!;
    if (label === '' || sizes.get(label)! < 2) continue;
    queries += 1;
    fill(query, fromHere);
    const hits = Array.from(ranking(fromHere, query), (other) => labels[other] === label);
    sums.nearest += hits[0] ? 1 : 0;
    const five = hits.slice(0, 5);
    sums.five += five.filter(Boolean).length / five.length;
    sums.average += averagePrecision(hits);
  }
  if (queries === 0) return null;
  return {
    nearestNeighbourAccuracy: sums.nearest / queries,
    precisionAt5: sums.five / queries,
    meanAveragePrecision: sums.average / queries,
  };
}

/** `hits[r]`: is the item at rank r + 1 relevant? At least one is. */
function averagePrecision(hits: readonly boolean[]): number {
  let found = 0;
  let sum = 0;
  hits.forEach((hit, place) => {
    if (!hit) return;
    found += 1;
    sum += found / (place + 1);
  });
  return sum / found;
}
