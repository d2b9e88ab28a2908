/** t-SNE: a two-dimensional map on which points that are neighbours in many dimensions stay neighbours. */
import { availableParallelism } from 'node:os';
import type { Matrix } from '../../src/gallery/matrix.ts';
import { Problem } from '../ground/problem.ts';
import { seeded } from '../ground/random.ts';
import { pauseEvery } from '../kernels/pause.ts';
import { refuseNonFinite } from '../similarity/distances.ts';
import type { Repulsion } from './tsne/descent.ts';
import { divergenceOf } from './tsne/divergence.ts';
import { exactRepulsion } from './tsne/exact.ts';
import { interpolatedRepulsion } from './tsne/interpolated.ts';
import { jointProbabilities, reachablePerplexity } from './tsne/joint.ts';
import { openWorkshop, type Workshop } from './tsne/kernels.ts';
import { inOrder, orderByContent, outOfOrder } from './tsne/order.ts';
import { principalStart, shaken } from './tsne/start.ts';
import { bestDescent, descentFrom, type Work } from './tsne/tries.ts';

type Method = 'auto' | 'exact' | 'interpolated' | 'tsne-js';

export interface TsneOptions {
  /** Effective number of neighbours, 30 unless told; lowered to a third of the other points where there are few. */
  perplexity?: number;
  /** 1,000 unless told. */
  iterations?: number;
  seed?: number;
  /** All there are unless told, one where points are few. The map is the same on any number. */
  threads?: number;
  /**
   * `exact` looks at every pair in every step; `interpolated` reads the push of all on each from a potential on a grid, to some
   * tenths of a percent; `auto` takes the first where points are few, the second where they are many. `tsne-js` is the npm
   * package of that name, slow, for comparison.
   */
  method?: Method;
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
 * distance give unit rows. The same points, options and seed give the same map, bit for bit, on any number of threads and
 * in whatever order the points come (equal points may change places).
 *
 * Throws a Problem for a value that is not finite or a setting that cannot be, the signal's reason where it is aborted.
 */
export async function tsne(points: Matrix, options: TsneOptions = {}): Promise<TsneMap> {
  const { perplexity, iterations, seed, method, threads } = checked(points, options);
  refuseNonFinite(points);
  options.signal?.throwIfAborted();
  if (points.rows < 3) return { coordinates: Float32Array.from(fewPoints[points.rows]!), divergence: 0 };

  const order = orderByContent(points);
  const sorted: Matrix = { ...points, data: inOrder(points.data, order, points.columns) };
  const workshop = await openWorkshop(threads);
  try {
    const reachable = reachablePerplexity(perplexity, points.rows);
    const pause = pauseEvery(1, options.signal);
    const joint = await jointProbabilities(workshop, sorted, reachable, { threads, signal: options.signal, pause });
    const work: Work = { workshop, joint, iterations, seed, onProgress: options.onProgress ?? (() => {}), signal: options.signal };
    const start = options.initial ? inOrder(options.initial, order, 2) : await principalStart(sorted, seed);
    if (method === 'tsne-js') {
      const { referenceMap } = await import('./tsne/reference.ts');
      const from = options.initial ? start : shaken(start, 0.01, seeded(seed, 'tsne-js'));
      return finished(work, Float32Array.from(referenceMap(sorted, from, reachable, iterations, work.onProgress)), order);
    }
    const map = await (options.initial ? descentFrom : bestDescent)(work, start, repulsionFor(method, workshop, points.rows));
    return finished(work, map, order);
  } finally {
    await workshop.team.close();
  }
}

/** Points from which reading the push from a potential is faster than summing it over pairs, and as good. */
const MANY = 4000;

function repulsionFor(method: 'auto' | 'exact' | 'interpolated', workshop: Workshop, points: number): Repulsion {
  const exact = method === 'exact' || (method === 'auto' && points < MANY);
  return (exact ? exactRepulsion : interpolatedRepulsion)(workshop, points);
}

/** The map centred and with the points in the order they came, with its divergence. */
function finished({ workshop, joint, signal }: Work, map: Float32Array, order: Uint32Array): TsneMap {
  signal?.throwIfAborted();
  const coordinates = workshop.memory.floats(map.length);
  coordinates.set(centred(map));
  return { coordinates: outOfOrder(coordinates, order), divergence: divergenceOf(workshop, joint, coordinates) };
}

/** Maps of none, one and two points: one has nowhere to go, and two are each other's neighbours wherever they lie. */
const fewPoints: readonly number[][] = [[], [0, 0], [-0.5, 0, 0.5, 0]];

function checked(points: Matrix, options: TsneOptions): { perplexity: number; iterations: number; seed: number; threads: number; method: Method } {
  const { perplexity = 30, iterations = 1000, seed = 0, method = 'auto', initial } = options;
  if (!(perplexity >= 1 && Number.isFinite(perplexity))) {
    throw new Problem(`A perplexity of ${perplexity} cannot be; give a number from 1 to a third of the number of images, such as 30.`);
  }
  if (!(Number.isInteger(iterations) && iterations >= 1)) {
    throw new Problem(`${iterations} iterations of t-SNE cannot be; give a whole number from 1, such as 1000.`);
  }
  if (initial && (initial.length !== 2 * points.rows || !initial.every(Number.isFinite))) {
    throw new RangeError(`the initial map has ${initial.length} values; give two finite ones for each of ${points.rows} points`);
  }
  return { perplexity, iterations, seed, method, threads: options.threads ?? (points.rows > FEW ? availableParallelism() : 1) };
}

/** Points whose iterations are so short that handing them to other threads costs more than it gains. */
const FEW = 2000;

function centred(map: Float32Array): Float64Array {
  const mean = [0, 0];
  map.forEach((value, at) => { mean[at % 2]! += value; });
  return Float64Array.from(map, (value, at) => value - mean[at % 2]! / (map.length / 2));
}
