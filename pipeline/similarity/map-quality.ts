/** How far a two-dimensional map can be believed: are its neighbours true neighbours, and are the true ones still there? */
import { availableParallelism } from 'node:os';
import type { Matrix } from '../../src/gallery/matrix.ts';
import { seeded } from '../ground/random.ts';
import { comparable, type Metric } from './distances.ts';
import { rankingOf } from './map-quality/ranks.ts';
import { shepardCorrelation } from './map-quality/shepard.ts';

export interface MapQuality {
  /** 1: nobody is a neighbour on the map who is not one in the data. 0: the worst map possible. */
  trustworthiness: number;
  /** 1: no neighbour in the data was torn away on the map. 0: the worst map possible. */
  continuity: number;
  /** Share of the k nearest in the data that are among the k nearest on the map. */
  neighboursKept: number;
  /** Rank correlation of distances in the data with those on the map, −1 … 1. */
  shepard: number;
  /** Where a sample stands for all: standard errors of the scores. */
  standardErrors?: Partial<Record<'trustworthiness' | 'continuity' | 'neighboursKept' | 'shepard', number>>;
}

/** Up to so many points all are asked for their neighbours, beyond it so many of them. */
const MOST_ASKED = 10_000;

interface Options {
  k?: number;
  metric?: Metric;
  /** Draws the samples. */
  seed?: number;
  threads?: number;
  pause?: () => Promise<void>;
  /** How many points to ask instead of 10,000. */
  asked?: number;
}

/** Maps of the same points, judged one after the other. */
export interface MapJudge {
  /** `coordinates` rows × 2, interleaved, under Euclidean distance. */
  judge(coordinates: Float32Array): Promise<MapQuality>;
  close(): Promise<void>;
}

/**
 * Trustworthiness and continuity after J. Venna and S. Kaski, “Neighborhood preservation in nonlinear projection methods:
 * an experimental study”, ICANN 2001. A false neighbour costs its true rank beyond k; the sums are scaled so that the worst
 * map scores 0. Up to 10,000 points all are asked for their neighbours; of more, 10,000 drawn by the seed, each among all.
 *
 * `points` rows × any, under `metric`; of them one copy is kept, and the true neighbours are looked for once, however many maps are judged.
 * The measure is defined for k < rows / 2: with fewer rows k is lowered to fit, and with fewer than three there is nothing to get wrong: 1.
 * Equal distances, which every grid has, are ranked by index.
 */
export async function openMapJudge(points: Matrix, options: Options = {}): Promise<MapJudge> {
  const { rows } = points;
  const { seed = 0, threads = rows > 2000 ? availableParallelism() : 1, pause = async () => {}, asked = MOST_ASKED } = options;
  if (rows < 3) return { judge: async () => ({ trustworthiness: 1, continuity: 1, neighboursKept: 1, shepard: 1 }), close: async () => {} };
  const k = Math.max(1, Math.min(options.k ?? 10, Math.ceil(rows / 2) - 1));
  const queries = Int32Array.from({ length: rows }, (_, row) => row);
  const sampled = rows > asked;
  const sample = sampled ? seeded(seed, 'points for the map quality').shuffle(queries).slice(0, asked).sort() : queries;
  const data = comparable(points, options.metric ?? 'euclidean');
  const inData = await rankingOf(data, sample, threads, pause);
  let known: Int32Array | undefined;

  const judge = async (coordinates: Float32Array): Promise<MapQuality> => {
    if (coordinates.length !== rows * 2) throw new RangeError(`${coordinates.length} coordinates for ${rows} points: give two for each`);
    const map: Matrix = { data: coordinates, rows, columns: 2 };
    const onMap = await rankingOf(map, sample, threads, pause);
    try {
      const trueNeighbours = known ??= await inData.nearest(k);
      const trueRanks = await inData.ranks(await onMap.nearest(k), k);
      const mapRanks = await onMap.ranks(trueNeighbours, k);
      const worst = (k * (2 * rows - 3 * k - 1)) / 2;
      const trust = meanOver(sample.length, rows, (at) => 1 - beyond(trueRanks, at, k) / worst);
      const continuity = meanOver(sample.length, rows, (at) => 1 - beyond(mapRanks, at, k) / worst);
      const kept = meanOver(sample.length, rows, (at) => trueRanks.subarray(at * k, (at + 1) * k).filter((rank) => rank <= k).length / k);
      const shepard = shepardCorrelation(data, map, seed);
      return {
        trustworthiness: trust.mean, continuity: continuity.mean, neighboursKept: kept.mean, shepard: shepard.correlation,
        ...((sampled || shepard.standardError !== undefined) && {
          standardErrors: {
            ...(sampled && { trustworthiness: trust.standardError, continuity: continuity.standardError, neighboursKept: kept.standardError }),
            ...(shepard.standardError !== undefined && { shepard: shepard.standardError }),
          },
        }),
      };
    } finally {
      await onMap.close();
    }
  };
  return { judge, close: () => inData.close() };
}

/** Sum of what ranks exceed k by. */
function beyond(ranks: Int32Array, at: number, k: number): number {
  return ranks.subarray(at * k, (at + 1) * k).reduce((sum, rank) => sum + Math.max(0, rank - k), 0);
}

/** Mean of `count` values drawn from `population` without replacement, and its standard error. */
function meanOver(count: number, population: number, value: (at: number) => number): { mean: number; standardError: number } {
  const values = Float64Array.from({ length: count }, (_, at) => value(at));
  const mean = values.reduce((sum, each) => sum + each, 0) / count;
  const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / Math.max(1, count - 1);
  return { mean, standardError: Math.sqrt((variance / count) * (1 - count / population)) };
}
