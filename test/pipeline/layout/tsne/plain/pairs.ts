/** Symmetric tables of pairs, each pair stored once: (0,1), (0,2) … (0,n−1), (1,2) … */

/** Pairs of `count` points. */
export const pairCount = (count: number): number => (count * (count - 1)) / 2;

/** Place of the pair first < second. */
export const pairIndex = (first: number, second: number, count: number): number =>
  first * count - (first * (first + 1)) / 2 + second - first - 1;

/** Writes the values of one point with all others into `into`; its own place becomes 0. */
export function pairRow(pairs: Float64Array, count: number, point: number, into: Float64Array): void {
  for (let other = 0; other < point; other += 1) into[other] = pairs[pairIndex(other, point, count)]!;
  into[point] = 0;
  const start = pairIndex(point, point + 1, count);
  for (let other = point + 1; other < count; other += 1) into[other] = pairs[start + other - point - 1]!;
}
