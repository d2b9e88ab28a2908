import { describe, expect, it } from 'vitest';
import { evaluate, evaluateAmong } from '../../../pipeline/similarity/evaluation.ts';
import { nearestNeighbours } from '../../../pipeline/similarity/neighbours.ts';
import { clusters, matrix } from '../layout/points.ts';

/** a a b b on a line, with one a among the b; c has one picture. */
const points = matrix([[0], [1], [10], [11], [12.5], [40]]);
const classes = ['a', 'a', 'b', 'b', 'a', 'c'];
const names = ['a', 'b', 'c'];

describe('evaluate', () => {
  it('scores every class, and those alone that can be asked for', async () => {
    const neighbours = { ...await nearestNeighbours(points, 5), perItem: 5 };
    const { overall, classes: byClass, confused } = await evaluate({ points, metric: 'euclidean', classes, neighbours }, names);
    expect(byClass.map((scores) => scores?.nearestNeighbourAccuracy ?? null)).toEqual([2 / 3, 1, null]);
    expect(overall!.nearestNeighbourAccuracy).toBeCloseTo(4 / 5, 12);
    expect(confused).toEqual([{ class: 'b', share: 1 / 3 }, null, null]);
  });

  it('names the hardest queries, the worst first', async () => {
    const neighbours = { ...await nearestNeighbours(points, 5), perItem: 5 };
    const { hardest } = await evaluate({ points, metric: 'euclidean', classes, neighbours }, names);
    expect(hardest.map(({ item }) => item)).toEqual([4, 0, 1, 2, 3]);
    expect(hardest[0]!.averagePrecision).toBeCloseTo((1 / 3 + 2 / 4) / 2, 12);
  });
});

describe('evaluateAmong', () => {
  it('knows no other rows, and names items by their rows among all', async () => {
    const among = await evaluateAmong([1, 2, 3, 4], { points, metric: 'euclidean', classes }, names);
    // Without 0, the two a have only each other, and both b lie between them.
    expect(among.classes.map((scores) => scores?.nearestNeighbourAccuracy ?? null)).toEqual([0, 1, null]);
    expect(among.hardest.map(({ item }) => item)).toEqual([1, 4, 2, 3]);
  });

  it('is the same as evaluating those rows by themselves', async () => {
    const all = clusters(60, 4, 6, 2);
    const labels = Array.from({ length: 60 }, (_, at) => String(at % 5));
    const kept = [...labels.keys()].filter((row) => row % 3 === 0);
    const alone = matrix(kept.map((row) => Array.from(all.data.subarray(row * 4, row * 4 + 4))));
    const neighbours = { ...await nearestNeighbours(alone, 10, { metric: 'cosine' }), perItem: 10 };
    const among = await evaluateAmong(kept, { points: all, metric: 'cosine', classes: labels }, ['0', '1', '2', '3', '4']);
    const itself = await evaluate({ points: alone, metric: 'cosine', classes: kept.map((row) => labels[row]!), neighbours }, ['0', '1', '2', '3', '4']);
    expect({ ...among, hardest: [] }).toEqual({ ...itself, hardest: [] });
  });

  it('has nothing to score among too few', async () => {
    for (const rows of [[], [2]]) expect((await evaluateAmong(rows, { points, metric: 'euclidean', classes }, names)).overall).toBeNull();
  });
});
