/** t-SNE: a two-dimensional map on which points that are neighbours in many dimensions stay neighbours. */
import type { Matrix } from '../../src/gallery/matrix.ts';
import { Problem } from '../problem.ts';
import { seeded } from '../random.ts';
import { refuseNonFinite } from '../similarity/distances.ts';
import { pauseEvery } from './pause.ts';
import { bestDescent, descentFrom, type Descent } from './tsne/exact.ts';
import { divergence } from './tsne/gradient.ts';
import { pairCount } from './tsne/pairs.ts';
import { reachablePerplexity } from './tsne/perplexity.ts';
import { principalStart, shaken } from './tsne/start.ts';
import { jointProbabilities } from './tsne/symmetrise.ts';

export interface TsneOptions {
  /** Effective number of neighbours, 30 unless told; lowered to a third of the other points where there are few. */
  perplexity?: number;
  /** 1,000 unless told. */
  iterations?: number;
  seed?: number;
  /** Accepted for what is to come: today one thread does the work. */
  threads?: number;
  /** `auto` and `exact` look at every pair; `tsne-js` is the npm package of that name, slow, for comparison. */
  method?: 'auto' | 'exact' | 'interpolated' | 'tsne-js';
  /** Where to start, rows × 2, interleaved, taken as it is. Unless given: principal components, several tries, the best kept. */
  initial?: Float32Array;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

export interface TsneMap {
  /** rows × 2, interleaved, centred on 0. */
  coordinates: Float32Array;
  /** KL(P‖Q) of this very map, in nats, over all pairs: comparable between methods at equal perplexity. */
  divergence: number;
}

/**
 * L. van der Maaten and G. Hinton, “Visualizing data using t-SNE”, JMLR 9 (2008), under Euclidean distance; for cosine
 * distance give unit rows. Time and memory grow with rows²: 8 bytes and some 4 ns an iteration for every pair.
 * The same points, options and seed give the same map, bit for bit.
 *
 * Throws a Problem for a value that is not finite or a setting that cannot be, the signal's reason where it is aborted.
 */
export async function tsne(points: Matrix, options: TsneOptions = {}): Promise<TsneMap> {
  const { perplexity, iterations, seed, method } = checked(points, options);
  refuseNonFinite(points);
  if (points.rows < 3) return { coordinates: Float32Array.from(fewPoints[points.rows]!), divergence: 0 };

  const pause = pauseEvery(Math.ceil(4e6 / pairCount(points.rows)), options.signal);
  const reachable = reachablePerplexity(perplexity, points.rows);
  const joint = await jointProbabilities(points, reachable, pause);
  const onProgress = options.onProgress ?? (() => {});
  const descent: Descent = { iterations, seed, pause, onProgress };
  const start = options.initial ? Float64Array.from(options.initial) : await principalStart(points, seed);

  let map: Float64Array;
  if (method === 'tsne-js') {
    const { referenceMap } = await import('./tsne/reference.ts');
    map = referenceMap(points, options.initial ? start : shaken(start, 0.01, seeded(seed, 'tsne-js')), reachable, iterations, onProgress);
    options.signal?.throwIfAborted();
  } else {
    map = await (options.initial ? descentFrom : bestDescent)(joint, start, descent);
  }
  const coordinates = Float32Array.from(centred(map));
  return { coordinates, divergence: divergence(joint, coordinates) };
}

/** Maps of none, one and two points: one has nowhere to go, and two are each other's neighbours wherever they lie. */
const fewPoints: readonly number[][] = [[], [0, 0], [-0.5, 0, 0.5, 0]];

function checked(points: Matrix, options: TsneOptions): { perplexity: number; iterations: number; seed: number; method: 'exact' | 'tsne-js' } {
  const { perplexity = 30, iterations = 1000, seed = 0, method = 'auto', initial } = options;
  if (!(perplexity >= 1 && Number.isFinite(perplexity))) {
    throw new Problem(`A perplexity of ${perplexity} cannot be; give a number from 1 to a third of the number of images, such as 30.`);
  }
  if (!(Number.isInteger(iterations) && iterations >= 1)) {
    throw new Problem(`${iterations} iterations of t-SNE cannot be; give a whole number from 1, such as 1000.`);
  }
  if (method === 'interpolated') {
    throw new Problem('The t-SNE method “interpolated” is not there yet; choose “auto” or “exact”.');
  }
  if (initial && (initial.length !== 2 * points.rows || !initial.every(Number.isFinite))) {
    throw new RangeError(`the initial map has ${initial.length} values; give two finite ones for each of ${points.rows} points`);
  }
  return { perplexity, iterations, seed, method: method === 'tsne-js' ? method : 'exact' };
}

function centred(map: Float64Array): Float64Array {
  const mean = [0, 0];
  map.forEach((value, at) => { mean[at % 2]! += value; });
  return map.map((value, at) => value - mean[at % 2]! / (map.length / 2));
}
