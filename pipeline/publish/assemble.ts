/** Joins all results of a build into the files and the manifest of a gallery. */
import { FORMAT, FORMAT_VERSION, type Manifest, type ManifestFamily, type ManifestLayout } from '../../src/gallery/manifest.ts';
import type { NeighbourLists } from '../../src/gallery/neighbours.ts';
import { codeStudyPath, trainingPath } from '../../src/gallery/paths.ts';
import { codeKey } from '../cache/code-key.ts';
import { keyOf } from '../cache/key.ts';
import type { Stages } from '../cache/stages.ts';
import type { Collection } from '../collection.ts';
import type { Embedding } from '../encoders/embedding.ts';
import { encoderId } from '../encoders/encoder-id.ts';
import type { Classes, Evaluated } from '../evaluation.ts';
import { decodePicture } from '../images/decode.ts';
import { picturesKey } from '../images/keys.ts';
import type { PreparedImages } from '../images/prepare.ts';
import type { Layout } from '../layout/maps.ts';
import { publishedReport } from '../report/build-report.ts';
import { classificationAccuracy } from '../similarity/classification.ts';
import { nearestNeighbours } from '../similarity/neighbours.ts';
import type { Source } from '../sources/source.ts';
import { slugsOf } from './addresses.ts';
import { atlasFiles } from './atlas-files.ts';
import { atlasOrders, mainLayout } from './atlas-orders.ts';
import { codeStudyFiles } from './code-study-files.ts';
import { creditsOf } from './credits.ts';
import { evaluationFiles } from './evaluation-file.ts';
import type { GalleryFile } from './folder.ts';
import { gridFile } from './grid-file.ts';
import { imageFiles } from './image-files.ts';
import { encodeItems } from './items-table.ts';
import { neighbourFiles, NEIGHBOUR_ROWS } from './neighbour-files.ts';
import { reconstructionFiles, sheetsOf } from './reconstruction-files.ts';
import { syntheticFiles } from './synthetic-files.ts';
import { trainingFiles } from './training-files.ts';

interface Results {
  collection: Collection;
  source: Source;
  images: PreparedImages;
  embeddings: readonly Embedding[];
  /** Of each embedding. */
  layouts: readonly (readonly Layout[])[];
  /** Of each embedding. */
  neighbours: readonly NeighbourLists[];
  /** Where pictures have any. */
  classes: Classes | undefined;
  /** Rows whose labels no encoder was told, where any was told labels. */
  heldOut: readonly number[] | undefined;
  /** Of each embedding. */
  evaluated: readonly Evaluated[];
  families: ManifestFamily[];
  stages: Stages;
  signal?: AbortSignal;
}

/** Everything a gallery is published from; the manifest still lacks the hashes of its files. */
export async function assemble(results: Results): Promise<{ manifest: Omit<Manifest, 'files'>; files: GalleryFile[] }> {
  const { collection, source, images, embeddings, classes, heldOut, evaluated } = results;
  const slugs = slugsOf(images.items);
  const ids = images.items.map((item) => item.id);
  const encoders = embeddings.map((embedding, index) => ({ ...withFiles(embedding), retrieval: evaluated[index]!.retrieval }));
  const orders = atlasOrders(mainLayout(results.layouts.flat(), encoders)?.coordinates, images.items.length);
  const pictures = images.items.map(({ width, height, picture, file }) => ({
    width, height, read: async (longestSide: number) => decodePicture(await picture.read(), file, { longestSide }),
  }));
  const atlases = await atlasFiles(pictures, orders, keyOf(codeKey('pipeline/images/decode.ts'), picturesKey(images.items)), results.stages);
  const synthetic = await syntheticFiles(collection, images.items, results.stages);
  const grid = collection['grid-picture'] ? await gridFile(images.items, results.layouts.flat(), results.stages) : null;
  const labels = labelCounts(results);
  const perItem = results.neighbours[0]?.perItem ?? 0;
  const manifest: Omit<Manifest, 'files'> = {
    format: FORMAT, version: FORMAT_VERSION,
    id: collection.id, title: collection.title, description: collection.description, noun: collection.noun, order: collection.order,
    count: images.items.length, items: 'items.arrow', neighbours: perItem, neighbourRows: NEIGHBOUR_ROWS,
    encoders,
    layouts: (await Promise.all(embeddings.map((_, index) => scoredLayouts(results, index)))).flat(),
    labels, ...(classes && { classes: classes.column }), facts: source.facts,
    atlases: atlases.manifest,
    imageSizes: images.sizes,
    ...(grid && { gridPicture: grid.manifest }),
    families: results.families,
    ...(synthetic && { synthetic: synthetic.manifest }),
    credits: creditsOf(collection, source, collection.encoders.filter((settings) => encoders.some(({ id }) => id === encoderId(settings)))),
    counts: { found: source.found, published: images.items.length, skipped: [...source.skipped, ...images.skipped] },
  };
  const table = encodeItems(
    images.items.map((item, index) => ({ ...item, slug: slugs[index]!, spread: orders.spread[index]!, near: orders.near[index]! })),
    embeddings.flatMap(({ encoder, painted }) => (painted ? [{ id: encoder.id, errors: painted.errors }] : [])),
    results.layouts.flat().map((layout) => ({ id: layout.manifest.id, box: layout.manifest.box, coordinates: layout.coordinates })),
    { labels, facts: source.facts },
  );
  const files: GalleryFile[] = [
    { path: 'items.arrow', bytes: table },
    { path: 'report.json', bytes: json(publishedReport(manifest)) },
    ...evaluationFiles(classes, encoders, evaluated, ids, heldOut),
    ...imageFiles(images.items, slugs, images.sizes),
    ...embeddings.flatMap(({ encoder }, index) => neighbourFiles(encoder.id, results.neighbours[index]!, images.items.length)),
    ...atlases.files,
    ...(synthetic?.files ?? []),
    ...(grid ? [grid.file] : []),
    ...embeddings.flatMap((embedding) => reconstructionFiles(embedding, slugs)),
    ...(await Promise.all(embeddings.map((embedding) => trainingFiles(embedding, ids)))).flat(),
    ...embeddings.flatMap(codeStudyFiles),
  ];
  return { manifest, files };
}

/** How the manifest describes an encoder, with where its files lie. Not the encoders' own business: a new name of a file must train nothing anew. */
function withFiles(embedding: Embedding): Omit<Manifest['encoders'][number], 'retrieval'> {
  const { encoder, training, study } = embedding;
  return {
    ...encoder,
    ...(encoder.reconstruction && { reconstruction: { ...encoder.reconstruction, ...sheetsOf(embedding) } }),
    ...(training && { training: trainingPath(encoder.id) }),
    ...(study && { study: codeStudyPath(encoder.id) }),
  };
}

/** How many items carry each value of each label column; the commonest first. */
function labelCounts({ collection, source, images }: Results): Manifest['labels'] {
  return source.labels.map((label) => {
    const counts = new Map<string, number>();
    for (const item of images.items) {
      const value = item.labels[label.column] ?? '';
      if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return {
      ...label, ...(label.column === collection.colours && { coloured: true as const }),
      values: [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
    };
  });
}

/** The layouts of an embedding, with how well labels can be told from neighbours in it and on each of them. */
async function scoredLayouts({ source, images, layouts, neighbours, signal }: Results, index: number): Promise<ManifestLayout[]> {
  const { indices, perItem } = neighbours[index]!;
  const columns = source.labels.flatMap(({ column }) => {
    const labels = images.items.map((item) => item.labels[column] ?? '');
    const embedding = classificationAccuracy(indices, perItem, labels);
    return embedding === null ? [] : [{ column, labels, embedding }];
  });
  if (columns.length === 0) return layouts[index]!.map(({ manifest }) => manifest);
  const scored: ManifestLayout[] = [];
  for (const { manifest, coordinates } of layouts[index]!) {
    const near = Math.min(10, images.items.length - 1);
    const onMap = await nearestNeighbours({ data: coordinates, rows: images.items.length, columns: 2 }, near, signal && { signal });
    const classification = Object.fromEntries(columns.map(({ column, labels, embedding }) => [column, { embedding, map: classificationAccuracy(onMap.indices, near, labels)! }]));
    scored.push({ ...manifest, scores: { ...manifest.scores, classification } });
  }
  return scored;
}

const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
