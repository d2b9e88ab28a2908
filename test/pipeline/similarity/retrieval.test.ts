import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distances, type Metric } from '../../../pipeline/similarity/distances.ts';
import { nearestNeighbours } from '../../../pipeline/similarity/neighbours.ts';
import { ranking } from './neighbours/reference.ts';
import { meanScores, queryScores, type RetrievalScores } from '../../../pipeline/similarity/retrieval.ts';
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { clusters, cloud, matrix } from '../layout/points.ts';

async function scoresOf(points: Matrix, labels: readonly string[], metric: Metric = 'euclidean', threads = 1): Promise<RetrievalScores | null> {
  const perItem = Math.min(10, Math.max(0, points.rows - 1));
  const { indices } = await nearestNeighbours(points, perItem, { metric });
  return meanScores(await queryScores(points, labels, { indices, perItem }, { metric, threads }));
}

/** The definition, word for word: every other row sorted by distance and then by index. */
function byDefinition(points: Matrix, labels: readonly string[], metric: Metric = 'euclidean'): RetrievalScores | null {
  const { fill } = distances(points, metric);
  const fromHere = new Float64Array(points.rows);
  const rows = [...labels.keys()].flatMap((query) => {
    fill(query, fromHere);
    const right = Array.from(ranking(fromHere, query), (other) => labels[other] === labels[query]);
    const others = right.filter(Boolean).length;
    if (labels[query] === '' || others === 0) return [];
    const precision = (k: number): number => right.slice(0, k).filter(Boolean).length / k;
    const atHits = right.flatMap((hit, place) => (hit ? [precision(place + 1)] : []));
    return [{ nearest: precision(1), five: precision(Math.min(5, others)), ten: precision(Math.min(10, others)), average: atHits.reduce((sum, each) => sum + each, 0) / others }];
  });
  if (rows.length === 0) return null;
  const mean = (name: 'nearest' | 'five' | 'ten' | 'average'): number => rows.reduce((sum, row) => sum + row[name], 0) / rows.length;
  return { nearestNeighbourAccuracy: mean('nearest'), precisionAt5: mean('five'), precisionAt10: mean('ten'), meanAveragePrecision: mean('average') };
}

const measures = ['nearestNeighbourAccuracy', 'precisionAt5', 'precisionAt10', 'meanAveragePrecision'] as const;

function expectAlike(found: RetrievalScores | null, wanted: RetrievalScores | null): void {
  if (wanted === null) return expect(found).toBeNull();
  for (const name of measures) expect(found![name]).toBeCloseTo(wanted[name], 10);
}

describe('retrieval scores', () => {
  it('agree with a case done by hand', async () => {
    // On a line: a at 0, b at 1, a at 3, b at 7.
    //   a0: b a b → precision at the a: 1/2        b1: a a b → 1/3
    //   a3: b a b (distances 2, 3, 4) → 1/2        b7: a b a (4, 6, 7) → 1/2
    // Each has one other of its label, so precision looks at the nearest alone.
    const scores = await scoresOf(matrix([[0], [1], [3], [7]]), ['a', 'b', 'a', 'b']);
    expect(scores).toEqual({ nearestNeighbourAccuracy: 0, precisionAt5: 0, precisionAt10: 0, meanAveragePrecision: (1 / 2 + 1 / 3 + 1 / 2 + 1 / 2) / 4 });
  });

  it('average precision over all others of a label', async () => {
    // From 0, 1 and 4 the others come at ranks 1, 3 and 4; from 3 the stranger at 2 comes first. The stranger itself has
    // no other of its label and does not count.
    const usual = (1 + 2 / 3 + 3 / 4) / 3;
    const fromThree = (1 / 2 + 2 / 3 + 3 / 4) / 3;
    const scores = (await scoresOf(matrix([[0], [1], [2], [3], [4]]), ['a', 'a', 'z', 'a', 'a']))!;
    expect(scores.meanAveragePrecision).toBeCloseTo((3 * usual + fromThree) / 4, 12);
    expect(scores.precisionAt5).toBeCloseTo(2 / 3, 12);
    expect(scores.nearestNeighbourAccuracy).toBe(3 / 4);
  });

  it('equal the definition, with ties, classes of any size and pictures without a class', async () => {
    const row = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 2 });
    const item = fc.tuple(row, fc.constantFrom('', 'x', 'x', 'x', 'y', 'z'));
    await fc.assert(fc.asyncProperty(fc.array(item, { minLength: 2, maxLength: 40 }), async (items) => {
      const points = matrix(items.map(([place]) => place));
      const labels = items.map(([, label]) => label);
      expectAlike(await scoresOf(points, labels), byDefinition(points, labels));
    }));
  });

  it.each(['euclidean', 'cosine'] as const)('equal the definition on a cloud under %s distance, on any number of threads', async (metric) => {
    const points = cloud(700, 20, 3);
    const labels = Array.from({ length: 700 }, (_, at) => `label ${(at * at) % 7}`);
    const found = await scoresOf(points, labels, metric);
    // Ranks come from single precision: a pair that is equally far but for rounding may change places.
    const wanted = byDefinition(points, labels, metric)!;
    for (const name of measures) expect(found![name]).toBeCloseTo(wanted[name], 5);
    expect(await scoresOf(points, labels, metric, 2)).toEqual(found);
  });

  it('are perfect for labels that are groups far apart, whatever their size', async () => {
    const labels = Array.from({ length: 60 }, (_, at) => `group ${at % 20}`);
    for (const metric of ['euclidean', 'cosine'] as const) {
      const scores = await scoresOf(clusters(60, 12, 20, 1), labels, metric);
      expect(scores).toEqual({ nearestNeighbourAccuracy: 1, precisionAt5: 1, precisionAt10: 1, meanAveragePrecision: 1 });
    }
  });

  it('do not depend on the order of the items, nor on the words', async () => {
    // Powers of two: all distances from a point differ, so that no tie is broken by index.
    const item = fc.constantFrom('x', 'y', 'z');
    await fc.assert(fc.asyncProperty(fc.array(item, { minLength: 4, maxLength: 12 }).chain((labels) => fc.tuple(
      fc.constant(labels), fc.shuffledSubarray(Array.from(labels.keys()), { minLength: labels.length }),
    )), async ([labels, order]) => {
      const plain = await scoresOf(matrix(labels.map((_, at) => [2 ** at])), labels);
      const shuffled = await scoresOf(matrix(order.map((from) => [2 ** from])), order.map((from) => `label ${labels[from]}`));
      expectAlike(shuffled, plain);
    }));
  });

  it('have nothing to say where no label occurs twice, and take an empty label for none', async () => {
    expect(await scoresOf(matrix([[0], [1]]), ['a', 'b'])).toBeNull();
    expect(await scoresOf(matrix([[0], [1]]), ['', ''])).toBeNull();
    expect(await scoresOf({ data: new Float32Array(0), rows: 0, columns: 1 }, [])).toBeNull();
    await expect(scoresOf(matrix([[0], [1]]), ['a'])).rejects.toThrow('1 labels for 2 points');
    await expect(queryScores(matrix([[0], [1]]), ['a', 'a'], { indices: new Uint32Array(0), perItem: 0 })).rejects.toThrow('0 neighbours for each of 2 points');
  });
});
