/** The story of one collection, from its source to the published folder. */
import path from 'node:path';
import type { Manifest } from '../src/gallery/manifest.ts';
import type { NeighbourLists } from '../src/gallery/neighbours.ts';
import type { Checkpoints } from './cache/checkpoints.ts';
import { codeKey, packageVersions } from './cache/code-key.ts';
import type { Stage, Stages } from './cache/stages.ts';
import { readFamilies, type Collection } from './collection.ts';
import type { Downloads } from './download/downloads.ts';
import { Unavailable } from './download/fetch-file.ts';
import type { EncoderContext } from './encoders/context.ts';
import { embed } from './encoders/embed.ts';
import type { Embedding } from './encoders/embedding.ts';
import { encoderId } from './encoders/encoder-id.ts';
import { namedItems } from './encoders/named-items.ts';
import { classesOf, evaluateAll, heldOutRows } from './evaluation.ts';
import { Problem } from './ground/problem.ts';
import { prepareImages, type PreparedImages } from './images/prepare.ts';
import type { Skipped } from './images/source-item.ts';
import { mapsOf, type Layout } from './layout/maps.ts';
import { assemble } from './publish/assemble.ts';
import { checkColours } from './publish/coloured-label.ts';
import { publishGallery } from './publish/folder.ts';
import { buildReport, type BuildReport } from './report/build-report.ts';
import { changeNotices, changesBetween } from './report/changes.ts';
import { keepPictures, lastPictures } from './report/kept.ts';
import { noticeLine, type Notice } from './report/notice.ts';
import type { Progress } from './report/progress.ts';
import { counted, few } from './report/words.ts';
import { familyScores } from './similarity/families.ts';
import { nearestNeighbours } from './similarity/neighbours.ts';
import { drawItems } from './sources/draw.ts';
import { keepSource, openKept } from './sources/kept-source.ts';
import { readSource } from './sources/read-source.ts';
import { sampleOf } from './sources/sample.ts';
import type { Source } from './sources/source.ts';

interface BuildContext {
  /** The project's folder. */
  root: string;
  /** Folder with `collections/` and `families/`. */
  content: string;
  /** Folder that galleries are published to, one folder each. */
  galleries: string;
  /** Folder for what is kept of former builds. */
  cache: string;
  downloads: Downloads;
  stages: Stages;
  /** Where trainings are kept while they are not done. */
  checkpoints: Checkpoints;
  /** Pictures to try a collection on; without it all are published. */
  sample?: number;
  /** What trains and embeds. */
  engine: EncoderContext['engine'];
  progress: Progress;
  /** Seconds, from any starting point. */
  clock: () => number;
  signal?: AbortSignal;
}

/** Neighbours kept for each item, where the collection holds that many others. */
const NEIGHBOURS = 12;

/** Builds and publishes one collection. What stands in the cache is not made again. */
export async function buildCollection(collection: Collection, context: BuildContext): Promise<BuildReport> {
  const start = context.clock();
  const named = await readFamilies(context.content, collection);
  const whole = await readImages(collection, context);
  checkColours(collection, whole);
  const source = context.sample === undefined ? whole : sampleFor(collection, whole, context.sample);
  const pictures = Object.fromEntries(whole.items.map((item) => [item.file, item.picture.hash]));
  const former = await lastPictures(context.cache, collection.id);
  const notices = [...former ? changeNotices(changesBetween(former, pictures)) : [], ...source.notices];
  if (source !== whole) context.progress.say(`  a sample: ${counted(source.items.length)} of ${counted(whole.items.length)} pictures; build without --sample for all of them`);
  for (const notice of notices) context.progress.say(`  ${noticeLine(notice)}`);
  const images = await prepareImages(source, context.stages, context.progress, context.signal);
  if (images.items.length === 0) refuseUnreadable(collection, [...images.skipped, ...source.skipped], context.progress);
  const ids = images.items.map((item) => item.id);
  const families = source === whole ? named : within(named, new Set(ids));
  refuseStrangers(families, ids, collection);
  const embeddings = await embedAll(collection, source, images, {
    ...context, whole: { files: whole.items.map((item) => item.file), skipped: whole.skipped.map(({ name }) => name), sampled: source !== whole },
  }, notices);
  const layouts = await layoutAll(collection, embeddings, context);
  const neighbours = await neighboursOf(embeddings, context);
  const classes = classesOf(source, images.items);
  const heldOut = heldOutRows(embeddings, ids);
  const evaluated = await evaluateAll({ source, items: images.items, classes, heldOut, embeddings, neighbours, stages: context.stages });
  context.signal?.throwIfAborted();
  const { manifest, files } = await assemble({
    collection, source, images, embeddings, layouts, neighbours, classes, heldOut, evaluated,
    families: scoreFamilies(families, ids, embeddings),
    stages: context.stages, ...(context.signal && { signal: context.signal }),
  });
  const published = await publishGallery(path.join(context.galleries, collection.id), manifest, files);
  await keepPictures(context.cache, collection.id, pictures);
  return buildReport(published, notices, context.stages.timings(), context.clock() - start);
}

/** The source's images. Country flags come from pinned packages and are kept; a folder is read each time, for it may have changed. */
async function readImages(collection: Collection, context: BuildContext): Promise<Source> {
  const read = (): Promise<Source> => readSource(collection.source, context);
  if (collection.source.type !== 'country-flags') return read();
  const from = [codeKey('pipeline/sources/country-flags.ts', 'pipeline/sources/kept-source.ts'), packageVersions('svg-country-flags', 'world-countries', 'country-json')];
  const source = openKept(await context.stages.stage('source', from, async () => keepSource(await read())).value());
  const { draw } = collection.source;
  return draw ? drawItems(source, draw, collection.seed, collection.file) : source;
}

type OfTheWhole = BuildContext & Pick<EncoderContext, 'whole'>;

/** An embedding of each encoder, with the key of what its points were made from: what they are called and compared by is apart. */
type Keyed<Value> = Value & { key: string };

/** What encoders have to say of many pictures is said, and added to `notices`. */
async function embedAll(collection: Collection, { labels, training }: Source, images: PreparedImages, context: OfTheWhole, notices: Notice[]): Promise<Keyed<Embedding>[]> {
  const embeddings: Keyed<Embedding>[] = [];
  for (const settings of collection.encoders) {
    const embedded = await embed(settings, { collection, items: images.items, labels, ...(training && { training }), ...context })
      // A download that broke off, or a part that was kept, would stand on the line of the next encoder.
      .finally(() => context.progress.end())
      .catch((error: unknown) => {
        if (!(error instanceof Unavailable && 'optional' in settings && settings.optional)) throw error;
        context.progress.say(`  Left out ${encoderId(settings)}, because it is optional: ${error.message}`);
      });
    if (!embedded) continue;
    embeddings.push({ ...embedded.embedding, key: embedded.key });
    for (const notice of embedded.notices ?? []) context.progress.say(`  ${noticeLine(notice)}`);
    notices.push(...embedded.notices ?? []);
  }
  if (embeddings.length === 0) throw new Problem(`${collection.file} names optional encoders only, and none could be had; name one that needs no files, such as pixels.`);
  return embeddings;
}

async function layoutAll(collection: Collection, embeddings: readonly Keyed<Embedding>[], context: BuildContext): Promise<Layout[][]> {
  const all: Layout[][] = [];
  let first: string | null = null;
  for (const { key, points, encoder } of embeddings) {
    const reference = all[0];
    const from = [codeKey('pipeline/layout/maps.ts'), key, encoder.id, encoder.distance, [...collection.layouts], { ...collection.tsne }, collection.seed, first];
    const layouts: Stage<Layout[]> = context.stages.stage('layouts', from, () => mapsOf(points, {
      encoder: encoder.id, metric: encoder.distance, methods: collection.layouts, tsne: collection.tsne, seed: collection.seed,
      ...(reference && { reference }), ...(context.signal && { signal: context.signal }),
      onProgress: (label, done, total) => context.progress.step(label, done, total),
    }));
    all.push(await layouts.value());
    first ??= layouts.key;
  }
  return all;
}

/** One encoder after the other: of large collections two copies of the points are gigabytes. */
async function neighboursOf(embeddings: readonly Keyed<Embedding>[], context: BuildContext): Promise<NeighbourLists[]> {
  const lists: NeighbourLists[] = [];
  for (const { key, points, encoder } of embeddings) {
    const from = [codeKey('pipeline/similarity/neighbours.ts'), key, encoder.distance, NEIGHBOURS];
    lists.push(await context.stages.stage('neighbours', from, async () => {
      const perItem = Math.min(NEIGHBOURS, points.rows - 1);
      return { perItem, ...await nearestNeighbours(points, perItem, { metric: encoder.distance, ...(context.signal && { signal: context.signal }) }) };
    }).value());
  }
  return lists;
}

/** The pictures that its encoders' settings name are always in a sample. */
const sampleFor = (collection: Collection, source: Source, count: number): Source =>
  sampleOf(source, { count, seed: collection.seed, always: collection.encoders.flatMap(namedItems) });

type Families = Awaited<ReturnType<typeof readFamilies>>;

/** Families as far as they are in a sample. */
const within = (families: Families, ids: ReadonlySet<string>): Families =>
  families.map((family) => ({ ...family, members: family.members.filter((member) => ids.has(member)) })).filter((family) => family.members.length > 1);

/** Reasons that are told of pictures before a build stops; of thousands, most are the same. */
const REASONS = 20;

function refuseUnreadable(collection: Collection, skipped: readonly Skipped[], progress: Progress): never {
  for (const { reason } of skipped.slice(0, REASONS)) progress.say(`  ${reason}`);
  const more = skipped.length - REASONS;
  if (more > 0) progress.say(`  And ${counted(more)} more.`);
  throw new Problem(`${collection.file} names a source in which no picture could be read (${few(skipped.map(({ name }) => name), 3)}); do what the reasons above say, or name another folder.`);
}

/** Before anything is trained: a misspelt id must not be found out minutes later. */
function refuseStrangers(families: Families, ids: readonly string[], collection: Collection): void {
  const known = new Set(ids);
  for (const family of families) {
    const stranger = family.members.find((member) => !known.has(member));
    if (stranger) throw new Problem(`content/families/${collection.families}.yaml names “${stranger}” in “${family.id}”, but no published item has that id; correct it or take it out.`);
  }
}

function scoreFamilies(
  families: Families, ids: readonly string[], embeddings: readonly Embedding[],
): Manifest['families'] {
  const scores = embeddings.map((embedding) => [embedding.encoder.id, familyScores(embedding.points, embedding.encoder.distance, ids, families)] as const);
  return families.map((family) => ({
    ...family,
    scores: Object.fromEntries(scores.map(([encoder, byFamily]) => [encoder, byFamily[family.id]!])),
  }));
}
