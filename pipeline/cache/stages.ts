/**
 * Stages of a build, each kept by the key of what it is made from. A stage is made when something asks for its value and
 * the cache does not hold it; what only feeds cached stages is never made.
 */
import { atOnce } from '../ground/at-once.ts';
import { decode, encode } from './codec.ts';
import { readKept, writeKept } from './content.ts';
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

/** What makes the parts of a stage for some items at a time. */
interface BatchMaker<Part> {
  /** Items made together, and kept before the next ones are begun. */
  batch: number;
  /** Parts for the items at `places`, in their order. */
  make(places: readonly number[]): Promise<Part[]>;
  onProgress?: (done: number, total: number) => void;
}

export interface Stages {
  /** Declares a stage. `from` holds all that can change the result. The value must be plain data and typed arrays. */
  stage<Value>(name: string, from: Ingredient, make: () => Promise<Value>): Stage<Value>;
  /**
   * Declares a stage whose value is a part for each of `items`, which are told apart by their keys. Parts are kept one by one:
   * when items come, go, or change places, only the new ones are made, and a build that is stopped loses one batch.
   * What a part is made from must be its item and `from`, never the other items.
   */
  perItem<Part>(name: string, from: Ingredient, items: readonly string[], maker: BatchMaker<Part>): Stage<Part[]>;
  /** Declares what is kept beside the stages: the name of an unpacked archive. */
  needs(name: string): void;
  /** Keys of all that was declared in this run so far, asked for or not: of a stage made per item those of its parts. */
  declared(): ReadonlySet<string>;
  /** What was asked for in this run so far, in order; for stages made per item a line each. */
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

/** Parts read from the disk at a time. */
const AT_ONCE = 16;

/** Stages kept in a content-addressed cache on disk. A damaged entry counts as absent. */
export function cachedStages(options: Options): Stages {
  const timings: StageTiming[] = [];
  const timed = new Set<string>();
  const declared = new Set<string>();
  /** A stage that is asked for again counts once: what it took is told by the first time. */
  const finish = (key: string, timing: StageTiming): void => {
    if (timed.has(key)) return;
    timed.add(key);
    timings.push(timing);
    options.onEnd?.(timing);
  };
  const kept = async <Value>(name: string, key: string): Promise<{ value: Value } | null> => {
    const found = await readKept(options.folder, key);
    if (!found) return null;
    finish(key, { name, seconds: Number((found.metadata as { seconds?: unknown } | undefined)?.seconds ?? 0), cached: true });
    return { value: decode(found.bytes) as Value };
  };
  const keep = async (name: string, key: string, value: unknown, seconds: number): Promise<void> => {
    await writeKept(options.folder, key, encode(value), { name, seconds });
    finish(key, { name, seconds, cached: false });
  };
  const make = async <Value>(name: string, key: string, maker: () => Promise<Value>): Promise<Value> => {
    const found = await kept<Value>(name, key);
    if (found) return found.value;
    options.onStart?.(name);
    const start = options.clock();
    const value = await maker();
    await keep(name, key, value, options.clock() - start);
    return value;
  };
  const makeParts = async <Part>(name: string, keys: readonly string[], maker: BatchMaker<Part>): Promise<Part[]> => {
    const parts = new Map<string, Part>();
    const places = new Map(keys.map((key, place) => [key, place]));
    const distinct = [...places.keys()];
    await atOnce(AT_ONCE, distinct, async (key) => {
      const found = await kept<Part>(name, key);
      if (found) parts.set(key, found.value);
    });
    const missing = distinct.filter((key) => !parts.has(key));
    if (missing.length > 0) options.onStart?.(name);
    for (let at = 0; at < missing.length; at += maker.batch) {
      const batch = missing.slice(at, at + maker.batch);
      const start = options.clock();
      const made = await maker.make(batch.map((key) => places.get(key)!));
      if (made.length !== batch.length) throw new RangeError(`${name}: ${made.length} parts were made for ${batch.length} items`);
      const seconds = (options.clock() - start) / batch.length;
      await Promise.all(batch.map((key, index) => keep(name, key, made[index], seconds)));
      batch.forEach((key, index) => parts.set(key, made[index]!));
      maker.onProgress?.(at + batch.length, missing.length);
    }
    return keys.map((key) => parts.get(key)!);
  };
  return {
    timings: () => [...timings],
    declared: () => declared,
    needs: (name) => { declared.add(name); },
    stage: (name, from, maker) => {
      const key = keyOf(name, from);
      declared.add(key);
      return once(name, key, () => make(name, key, maker));
    },
    perItem: (name, from, items, maker) => {
      const whole = keyOf(name, from);
      const keys = items.map((item) => keyOf(whole, item));
      for (const key of keys) declared.add(key);
      return once(name, keyOf(whole, keys), () => makeParts(name, keys, maker));
    },
  };
}

function once<Value>(name: string, key: string, run: () => Promise<Value>): Stage<Value> {
  let running: Promise<Value> | undefined;
  return { name, key, value: () => (running ??= run()) };
}
