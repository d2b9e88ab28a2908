import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retrievalScores } from '../../../pipeline/similarity/retrieval.ts';
import { clusters, matrix } from '../layout/points.ts';

describe('retrievalScores', () => {
  it('agrees with a case done by hand', () => {
    // On a line: a at 0, b at 1, a at 3, b at 7.
    //   a0: b a b → precision at the a: 1/2        b1: a a b → 1/3
    //   a3: b a b (distances 2, 3, 4) → 1/2        b7: a b a (4, 6, 7) → 1/2
    const scores = retrievalScores(matrix([[0], [1], [3], [7]]), ['a', 'b', 'a', 'b'])!;
    expect(scores.nearestNeighbourAccuracy).toBe(0);
    expect(scores.precisionAt5).toBeCloseTo(1 / 3, 12);
    expect(scores.meanAveragePrecision).toBeCloseTo((1 / 2 + 1 / 3 + 1 / 2 + 1 / 2) / 4, 12);
  });

  it('averages precision over all others of a label', () => {
    // From 0, 1 and 4 the others come at ranks 1, 3 and 4; from 3 the stranger at 2 comes first. The stranger itself has
    // no other of its label and does not count.
    const usual = (1 + 2 / 3 + 3 / 4) / 3;
    const fromThree = (1 / 2 + 2 / 3 + 3 / 4) / 3;
    const scores = retrievalScores(matrix([[0], [1], [2], [3], [4]]), ['a', 'a', 'z', 'a', 'a'])!;
    expect(scores.meanAveragePrecision).toBeCloseTo((3 * usual + fromThree) / 4, 12);
    expect(scores.precisionAt5).toBeCloseTo(3 / 4, 12);
    expect(scores.nearestNeighbourAccuracy).toBe(3 / 4);
  });

  it('is perfect for labels that are groups far apart', () => {
    const labels = Array.from({ length: 60 }, (_, at) => `group ${at % 5}`);
    for (const metric of ['euclidean', 'cosine'] as const) {
      const scores = retrievalScores(clusters(60, 12, 5, 1), labels, { metric });
      expect(scores).toEqual({ nearestNeighbourAccuracy: 1, precisionAt5: 1, meanAveragePrecision: 1 });
    }
  });

  it('does not depend on the order of the items, nor on the words', () => {
    // Powers of two: all distances from a point differ, so that no tie is broken by index.
    const item = fc.constantFrom('x', 'y', 'z');
    fc.assert(fc.property(fc.array(item, { minLength: 4, maxLength: 12 }).chain((labels) => fc.tuple(
      fc.constant(labels), fc.shuffledSubarray(Array.from(labels.keys()), { minLength: labels.length }),
    )), ([labels, order]) => {
      const plain = retrievalScores(matrix(labels.map((_, at) => [2 ** at])), labels);
      const shuffled = retrievalScores(matrix(order.map((from) => [2 ** from])), order.map((from) => `label ${labels[from]}`));
      if (plain === null) return expect(shuffled).toBeNull();
      for (const name of ['nearestNeighbourAccuracy', 'precisionAt5', 'meanAveragePrecision'] as const) {
        expect(shuffled![name]).toBeCloseTo(plain[name], 12);
        expect(plain[name]).toBeGreaterThanOrEqual(0);
        expect(plain[name]).toBeLessThanOrEqual(1);
      }
    }));
  });

  it('has nothing to say where no label occurs twice, and takes an empty label for none', () => {
    expect(retrievalScores(matrix([[0], [1]]), ['a', 'b'])).toBeNull();
    expect(retrievalScores(matrix([[0], [1]]), ['', ''])).toBeNull();
    expect(retrievalScores({ data: new Float32Array(0), rows: 0, columns: 1 }, [])).toBeNull();
    expect(() => retrievalScores(matrix([[0], [1]]), ['a'])).toThrow('1 labels for 2 points');
  });
});
