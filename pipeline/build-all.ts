/** Builds the collections of the content folder one after the other, under the cache's lock. */
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { buildCollection } from './build.ts';
import { checkpointsIn } from './cache/checkpoints.ts';
import { stagesFolder } from './cache/folder.ts';
import { withLock } from './cache/lock.ts';
import { cachedStages } from './cache/stages.ts';
import { rememberNeeded, rememberUnfinished } from './cache/unused.ts';
import { readCollections, type Collection } from './collection.ts';
import { Unavailable } from './download/fetch-file.ts';
import { projectDownloads } from './download/project-downloads.ts';
import { asProblem } from './ground/disk.ts';
import { Problem } from './ground/problem.ts';
import { chooseEngine, type Choice } from './network/engine/choose.ts';
import type { EngineName } from './network/engine/engine.ts';
import { restoreFormer } from './publish/folder.ts';
import type { BuildReport } from './report/build-report.ts';
import { keepReport } from './report/kept.ts';
import { duration, type Progress } from './report/progress.ts';
import { onHand } from './without-fetching.ts';

interface Options {
  /** The project's folder: content/ is read from it, public/galleries/ written to it. */
  root: string;
  cache: string;
  /** Collections to build, and to fetch for what is optional in them; none means all, as far as that is on hand. */
  ids: readonly string[];
  /** Pictures of each to try it on; without it all are published. */
  sample?: number;
  /** A folder of data that downloads are looked for in first. */
  data?: string | undefined;
  fetch?: typeof globalThis.fetch;
  /** The engine that somebody wants; without one the best that this machine has. */
  engine?: EngineName | null;
  clock: () => number;
  progress: Progress;
  signal?: AbortSignal;
}

/** Builds and publishes; galleries whose collection is gone are removed. Returns a report each. */
export async function buildCollections(options: Options): Promise<BuildReport[]> {
  const content = path.join(options.root, 'content');
  const galleries = path.join(options.root, 'public/galleries');
  const all = await readCollections(content);
  const wanted = choose(all, options.ids);
  return withLock(options.cache, async () => {
    await tidyUp(galleries, all);
    const downloads = projectDownloads(options);
    const surroundings = { ...options, content, galleries, downloads, engine: engineOf(options), checkpoints: checkpointsOf(options) };
    const reports: BuildReport[] = [];
    for (const described of wanted) {
      options.progress.say(`${described.title} (${described.id})`);
      const asked = options.ids.includes(described.id);
      const { collection, notice } = asked ? { collection: described, notice: null } : await onHand(described, downloads);
      if (notice) options.progress.say(`  ${notice}`);
      if (!collection) continue;
      const stages = stagesOf(options);
      const report = await buildCollection(collection, { ...surroundings, stages }).finally(() => options.progress.end()).catch(async (error: unknown) => {
        // A disk that refuses this too has most likely refused the build, which is told.
        if (options.sample === undefined) await rememberUnfinished(options.cache, collection.id, stages.declared()).catch(() => {});
        if (!(collection.optional && error instanceof Unavailable)) throw error;
        options.progress.say(`  Left out, because it is optional: ${error.message}`);
      });
      if (!report) continue;
      await keepReport(options.cache, report);
      // A sample is a trial: what the whole collection needs stays.
      if (options.sample === undefined) await rememberNeeded(options.cache, collection.id, stages.declared());
      for (const line of closingLines(report)) options.progress.say(line);
      reports.push(report);
    }
    return reports;
  });
}

function choose(all: readonly Collection[], ids: readonly string[]): readonly Collection[] {
  const unknown = ids.find((id) => !all.some((collection) => collection.id === id));
  if (unknown !== undefined) {
    throw new Problem(`There is no collection “${unknown}” in content/collections; there are: ${all.map((each) => each.id).join(', ') || 'none'}.`);
  }
  return ids.length ? all.filter((collection) => ids.includes(collection.id)) : all;
}

/** Chosen when it is first asked for; told unless it is the usual one. */
function engineOf({ engine = null, progress }: Options): () => Promise<Choice> {
  let chosen: Promise<Choice> | undefined;
  const choose = async (): Promise<Choice> => {
    const choice = await chooseEngine(engine);
    if (choice.name !== 'cpu') progress.say(`  trains and embeds with ${choice.name}, because ${choice.why}`);
    return choice;
  };
  return () => (chosen ??= choose());
}

const checkpointsOf = ({ cache, progress }: Options): ReturnType<typeof checkpointsIn> =>
  checkpointsIn(path.join(cache, 'unfinished'), (sentence) => progress.say(sentence));

/** Stages of which each picture is one: the line that counts them tells enough. */
const counted = new Set(['images', 'pictures', 'features']);

function stagesOf({ cache, clock, progress }: Options): ReturnType<typeof cachedStages> {
  return cachedStages({
    folder: stagesFolder(cache), clock,
    onEnd: ({ name, seconds, cached }) => {
      if (!cached && seconds >= 1 && !counted.has(name)) progress.say(`  ${name}: ${duration(seconds)}`);
    },
  });
}

/** Removes galleries whose collection is gone, and what a build that was killed left behind. */
async function tidyUp(galleries: string, all: readonly Collection[]): Promise<void> {
  try {
    for (const { id } of all) await restoreFormer(path.join(galleries, id));
    const known = new Set(all.map((collection) => collection.id));
    const published = await readdir(galleries).catch(() => []);
    for (const name of published) if (!known.has(name)) await rm(path.join(galleries, name), { recursive: true, force: true });
  } catch (error) {
    throw asProblem(error, galleries);
  }
}

function closingLines(report: BuildReport): string[] {
  const { found, published, skipped } = report.counts;
  return [
    ...skipped.map(({ reason }) => `  ${reason}`),
    `  ${published} of ${found} published${skipped.length ? `, ${skipped.length} not` : ''}, in ${duration(report.seconds)}`,
  ];
}
