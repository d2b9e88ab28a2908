/**
 * Stages of a build, each kept by the key of what it is made from. A stage is made when something asks for its value and
 * the cache does not hold it; what only feeds cached stages is never made.
 */
import cacache from 'cacache';
import { asProblem } from '../disk.ts';
import { decode, encode } from './codec.ts';
import { keyOf, type Ingredient } from './key.ts';

/** A result that is made at most once. Its key can be an ingredient of later stages before the value exists. */
export interface Stage<Value> {
  readonly name: string;
  readonly key: string;
  value(): Promise<Value>;
}

export interface StageTiming {
  name: string;
  /** Seconds it took to make the value, now or when it was put into the cache. */
  seconds: number;
  /** True where the value came from the cache. */
  cached: boolean;
}

export interface Stages {
  /** Declares a stage. `from` holds all that can change the result. The value must be plain data and typed arrays. */
  stage<Value>(name: string, from: Ingredient, make: () => Promise<Value>): Stage<Value>;
  /** What was asked for in this run so far, in order. */
  timings(): StageTiming[];
}

interface Options {
  /** Folder of the cache. */
  folder: string;
  /** Seconds, from any starting point. */
  clock: () => number;
  onStart?: (name: string) => void;
  onEnd?: (timing: StageTiming) => void;
}

/** Stages kept in a content-addressed cache on disk. A damaged entry counts as absent. */
export function cachedStages(options: Options): Stages {
  const timings: StageTiming[] = [];
  const timed = new Set<string>();
  /** A stage that is asked for again counts once: what it took is told by the first time. */
  const finish = (key: string, timing: StageTiming): void => {
    if (timed.has(key)) return;
    timed.add(key);
    timings.push(timing);
    options.onEnd?.(timing);
  };
  return {
    timings: () => [...timings],
    stage: (name, from, make) => {
      const key = keyOf(name, from);
      type Value = Awaited<ReturnType<typeof make>>;
      let running: Promise<Value> | undefined;
      const run = async (): Promise<Value> => {
        const kept = await cacache.get(options.folder, key).then(({ data, metadata }) => ({ value: decode(data) as Value, metadata }), () => null).catch(() => null);
        if (kept) {
          finish(key, { name, seconds: Number(kept.metadata?.seconds ?? 0), cached: true });
          return kept.value;
        }
        options.onStart?.(name);
        const start = options.clock();
        const value = await make();
        const seconds = options.clock() - start;
        await cacache.put(options.folder, key, Buffer.from(encode(value)), { metadata: { name, seconds } })
          .catch((error: unknown) => { throw asProblem(error, options.folder); });
        finish(key, { name, seconds, cached: false });
        return value;
      };
      return { name, key, value: () => (running ??= run()) };
    },
  };
}
