/** How well an encoder finds pictures of the same class: over all pictures, and over those whose labels no encoder was told. */
import type { EncoderScores } from '../../src/gallery/evaluation.ts';
import { rowsAt, type Matrix } from '../../src/gallery/matrix.ts';
import type { Metric } from './distances.ts';
import { nearestNeighbours } from './neighbours.ts';
import { LOOKED_AT, meanScores, queryScores, type QueryScore } from './retrieval.ts';

/** Points with their classes. */
export interface Labelled {
  points: Matrix;
  metric: Metric;
  /** The class of each row; '' is none. */
  classes: readonly string[];
  /** The nearest rows of each row, nearest first: at least ten, or all. */
  neighbours: { indices: Uint32Array; perItem: number };
}

/** Hardest queries that are named. */
const HARDEST = 24;

/** Scores over all rows as queries and candidates; a class at a time in the order of `names`. `hardest` are rows. */
export async function evaluate({ points, metric, classes, neighbours }: Labelled, names: readonly string[]): Promise<EncoderScores<number>> {
  const scores = await queryScores(points, classes, neighbours, { metric });
  const byClass = Map.groupBy(scores, ({ query }) => classes[query]!);
  return {
    overall: meanScores(scores),
    classes: names.map((name) => meanScores(byClass.get(name) ?? [])),
    confused: names.map((name) => commonestMistake(byClass.get(name) ?? [], name, classes, neighbours)),
    hardest: scores.toSorted((a, b) => a.averagePrecision - b.averagePrecision || a.query - b.query).slice(0, HARDEST)
      .map(({ query, averagePrecision }) => ({ item: query, averagePrecision })),
  };
}

/** The same among some rows only: they are the queries, and the only candidates. */
export async function evaluateAmong(rows: readonly number[], { points, metric, classes }: Omit<Labelled, 'neighbours'>, names: readonly string[]): Promise<EncoderScores<number>> {
  const part = rowsAt(points, rows);
  const perItem = Math.min(LOOKED_AT, Math.max(0, rows.length - 1));
  const { indices } = await nearestNeighbours(part, perItem, { metric });
  const scores = await evaluate({ points: part, metric, classes: rows.map((row) => classes[row]!), neighbours: { indices, perItem } }, names);
  return { ...scores, hardest: scores.hardest.map((query) => ({ ...query, item: rows[query.item]! })) };
}

/** The class that the nearest most often has instead of the right one; of equally common ones the first by name. */
function commonestMistake(
  scores: readonly QueryScore[], name: string, classes: readonly string[], { indices, perItem }: Labelled['neighbours'],
): { class: string; share: number } | null {
  const counts = new Map<string, number>();
  for (const { query } of scores) {
    const found = classes[indices[query * perItem]!]!;
    if (found !== name && found !== '') counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  const [worst] = [...counts].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
  return worst ? { class: worst[0], share: worst[1] / scores.length } : null;
}
