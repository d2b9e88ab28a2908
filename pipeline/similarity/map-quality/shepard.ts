/** Does what is far in the data lie far on the map? */
import type { Matrix } from '../../../src/gallery/matrix.ts';
import { seeded } from '../../ground/random.ts';
import { squaredDistance } from '../distances.ts';

/** Pairs that are looked at; all of them where there are no more. */
const PAIRS = 100_000;

/**
 * Spearman's rank correlation of the distances of pairs in the data with those on the map: the order of Shepard's diagram
 * (R. Shepard, Psychometrika 27, 1962) in one number, −1 … 1. Equal distances share their mean rank. 0 where all distances
 * are equal. The standard error is that of D. Bonett and T. Wright, Psychometrika 65 (2000); none where all pairs are used.
 */
export function shepardCorrelation(points: Matrix, map: Matrix, seed: number): { correlation: number; standardError?: number } {
  const { rows } = points;
  const all = (rows * (rows - 1)) / 2;
  const pairs = all <= PAIRS ? everyPair(rows) : somePairs(rows, seed);
  const distances = (of: Matrix): Float64Array => Float64Array.from({ length: pairs.length / 2 }, (_, pair) => squaredDistance(of, pairs[2 * pair]!, pairs[2 * pair + 1]!));
  const correlation = pearson(meanRanks(distances(points)), meanRanks(distances(map)));
  if (all <= PAIRS) return { correlation };
  return { correlation, standardError: (1 - correlation ** 2) * Math.sqrt((1 + correlation ** 2 / 2) / (PAIRS - 3)) };
}

function everyPair(rows: number): Uint32Array {
  const pairs = new Uint32Array(rows * (rows - 1));
  let at = 0;
  for (let first = 0; first < rows; first += 1) {
    for (let second = first + 1; second < rows; second += 1) {
      pairs[at] = first;
      pairs[at + 1] = second;
      at += 2;
    }
  }
  return pairs;
}

function somePairs(rows: number, seed: number): Uint32Array {
  const random = seeded(seed, 'pairs for the map quality');
  const pairs = new Uint32Array(2 * PAIRS);
  for (let at = 0; at < pairs.length; at += 2) {
    const first = random.below(rows);
    const second = random.below(rows - 1);
    pairs[at] = first;
    pairs[at + 1] = second < first ? second : second + 1;
  }
  return pairs;
}

function meanRanks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && values[order[end]!] === values[order[start]!]) end += 1;
    for (let at = start; at < end; at += 1) ranks[order[at]!] = (start + end - 1) / 2;
  }
  return ranks;
}

function pearson(a: Float64Array, b: Float64Array): number {
  const middle = (a.length - 1) / 2;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  a.forEach((value, at) => {
    ab += (value - middle) * (b[at]! - middle);
    aa += (value - middle) ** 2;
    bb += (b[at]! - middle) ** 2;
  });
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
