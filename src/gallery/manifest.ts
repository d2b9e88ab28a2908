/**
 * The manifest of a published gallery, `gallery.json`: the agreement between the pipeline, which writes it, and the
 * site, which reads it.
 */
import * as z from 'zod/mini';
import { retrievalSchema } from './evaluation.ts';
import { checkFormat, FORMAT, FORMAT_VERSION, GalleryError } from './format.ts';

export { FORMAT, FORMAT_VERSION, GalleryError };

const score = z.number();
const text = z.string();
const count = z.int().check(z.nonnegative());

const encoder = z.object({
  id: text,
  /** One or two words, as in “Alike by …”: “Pixels”, “Autoencoder”. */
  name: text,
  /** One sentence: what it is. */
  description: text,
  /** Of a network that others trained: the layer whose output describes a picture, as Keras names it, and what is made of that output; see utils/encoders.ts. */
  layer: z.optional(text),
  pooling: z.optional(z.union([z.enum(['average', 'flatten']), z.object({ grid: count })])),
  /** Values in an embedding. */
  dimensions: count,
  distance: z.enum(['euclidean', 'cosine']),
  /** How distances are measured, for a caption; for example “cosine distance of half-whitened codes”. */
  distanceNote: text,
  /** What the encoder sees, in pixels. Absent for vectors that were made elsewhere. */
  input: z.optional(z.object({ width: count, height: count, channels: count })),
  /** Present for encoders that paint pictures back. Mean squared error per value, values 0–1. */
  reconstruction: z.optional(z.object({
    meanSquaredError: score,
    median: score,
    /** Error on items that a second training was kept from; see `training/<encoder>.json`. */
    heldOut: z.optional(z.object({ count, meanSquaredError: score, median: score })),
    /** Present where the pictures lie on sheets, so many items a sheet, instead of in files of their own: see reconstruction-sheets.ts. */
    perSheet: z.optional(count),
  })),
  /** Path of the training record, relative to the gallery. */
  training: z.optional(text),
  /** Path of what was tried with the codes, relative to the gallery; see code-study.ts. */
  study: z.optional(text),
  /** How well neighbours share a label, leave one out, by label column. */
  retrieval: z.record(z.string(), retrievalSchema),
});

const layout = z.object({
  /** `<encoder>/<method>` or, for grids, `<encoder>/grid-<shape>`. */
  id: text,
  encoder: text,
  method: z.enum(['tsne', 'pca', 'grid']),
  /** For grids: square for the map on wide screens, tall for upright phones, wide for banners. */
  shape: z.optional(z.enum(['square', 'tall', 'wide'])),
  columns: z.optional(count),
  rows: z.optional(count),
  /** The layout's box in its own units: coordinates 0 … 65535 span it. For grids 0 … 65535 spans the first to the last cell centre. */
  box: z.object({ width: z.number(), height: z.number() }),
  /** Of a t-SNE map: the perplexity it was made with, lowered where pictures are few, and its iterations. */
  tsne: z.optional(z.object({ perplexity: z.number(), iterations: count })),
  /** Names of the coordinate columns in items.arrow. */
  x: text,
  y: text,
  /** 0–1; k = 10 nearest for trustworthiness, continuity and neighbours kept. */
  scores: z.object({
    trustworthiness: score, continuity: score, neighboursKept: score, divergence: z.optional(score), explained: z.optional(z.array(score)),
    /** Rank correlation of distances in the embedding with those on the map, −1 … 1. */
    shepard: z.optional(score),
    /**
     * Of a grid, in cells²: the sum of squared distances between the places on the t-SNE map, stretched over the grid, and the cells; by how much
     * at most it exceeds the smallest possible; that of giving each item in turn the nearest free cell; and the mean of all assignments.
     */
    assignment: z.optional(z.object({ cost: score, gap: score, greedy: score, random: score })),
    /** Standard errors of the scores that were taken from a sample. */
    standardErrors: z.optional(z.object({
      trustworthiness: z.optional(score), continuity: z.optional(score), neighboursKept: z.optional(score), shepard: z.optional(score),
    })),
    /** By label column: share of items whose label is that of most of their ten nearest, in the embedding and on the map. */
    classification: z.optional(z.record(z.string(), z.object({ embedding: score, map: score }))),
  }),
});

/** Size and SHA-256 of files by their path relative to the gallery. */
const fileList = z.record(z.string(), z.object({ bytes: count, sha256: text }));

const column = z.object({
  column: text,
  title: text,
  /** Dates are ISO 8601 text, as short as `1890`: sorted as text they are in order of time. */
  kind: z.enum(['text', 'number', 'date', 'list', 'items']),
  unit: z.optional(text),
});

const family = z.object({
  id: text,
  title: text,
  /** Why these belong together, in one sentence. */
  source: text,
  members: z.array(text),
  /** By encoder: `found`, the share of the other members among a member's (size − 1) nearest; `meanRank`, their mean rank (1 = nearest). */
  scores: z.record(z.string(), z.object({ found: score, meanRank: score })),
});

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  id: text,
  title: text,
  description: text,
  noun: z.object({ one: text, many: text }),
  /** Place among the galleries of a site; the smallest comes first. */
  order: z.number(),
  /** Published items: rows of items.arrow. */
  count,
  items: text,
  /** Neighbours kept for each item and encoder. */
  neighbours: count,
  /** Rows of each `neighbours/<encoder>-<part>.arrow`; the last part may hold fewer. */
  neighbourRows: count,
  /** One at least. */
  encoders: z.array(encoder).check(z.minLength(1)),
  layouts: z.array(layout),
  /** Columns that can be filtered by; each value of `values` with its number of items. */
  labels: z.array(z.object({
    column: text, title: text, values: z.array(z.object({ value: text, count })),
    /** Present where the map may be coloured by this column: it has ten values at most; see class-colours.ts. */
    coloured: z.optional(z.literal(true)),
  })),
  /** The label column that says what a picture is of; `evaluation.json` judges encoders by it. Absent where there is none. */
  classes: z.optional(text),
  facts: z.array(column),
  /**
   * Pictures in cells of pages, from small to large. By `spread` the first pages hold pictures from all over the map, so
   * that few pages show all of it; by `near` a page holds pictures that lie close together, so that few pages show a part.
   */
  atlases: z.array(z.object({ level: count, cell: count, columns: count, rows: count, order: z.enum(['spread', 'near']), pages: z.array(text) })),
  /** The square grid `layout` as one picture; what is empty in it can be seen through. */
  gridPicture: z.optional(z.object({ image: text, layout: text, width: count, height: count })),
  /** Longest sides, in pixels, of `images/<slug>-<size>.webp`, ascending; a small picture has fewer files, see imageSizesOf. */
  imageSizes: z.array(count),
  families: z.array(family),
  /** Synthetic pictures that were used for training, a few of them to show. */
  synthetic: z.optional(z.object({
    count,
    samples: z.array(z.object({ title: text, kind: text, image: text, width: count, height: count, parents: z.array(text) })),
  })),
  credits: z.array(z.object({ what: text, who: text, licence: text, url: text })),
  counts: z.object({ found: count, published: count, skipped: z.array(z.object({ name: text, reason: text })) }),
  /** Files of the gallery by relative path; those of single items stand in `files.json`, which is listed here. */
  files: fileList,
});

export type Manifest = z.infer<typeof manifestSchema>;
export type FileList = z.infer<typeof fileList>;
export type ManifestEncoder = z.infer<typeof encoder>;
export type ManifestLayout = z.infer<typeof layout>;
export type ManifestFamily = z.infer<typeof family>;

/** What `training/<encoder>.json` holds: how an encoder was trained and what it does to real pictures. */
export const trainingSchema = z.object({
  encoder: text,
  seed: count,
  parameters: count,
  /** One line a layer, for a table. Shapes are channels × height × width. */
  layers: z.array(z.object({ name: text, kind: text, output: z.array(count), parameters: count })),
  batch: count,
  examples: z.object({ training: count, validation: count, test: z.optional(count) }),
  /** What the numbers of `epochs` are, for an axis or a caption; absent: mean squared error per value. */
  measure: z.optional(text),
  /**
   * The loss after each epoch; `real` is that on the collection's own pictures; where there are synthetic ones to learn from, these are
   * never trained on. `test` is that on pictures that chose nothing.
   */
  epochs: z.array(z.object({ epoch: count, training: score, validation: score, test: z.optional(score), real: z.optional(score) })),
  /** Share of pictures whose class a classifier names, of the weights that are kept. */
  accuracy: z.optional(z.object({ training: score, validation: z.optional(score), test: score })),
  /** Where classes were learned, ids of the pictures that were learned from, that chose the moment to stop, and that chose nothing. One without a class is in none. */
  split: z.optional(z.object({ training: z.array(text), validation: z.array(text), test: z.array(text) })),
  bestEpoch: count,
  heldOut: z.optional(z.object({
    ids: z.array(text),
    errors: z.array(score),
    meanSquaredError: score,
    epochs: z.array(z.object({ epoch: count, training: score, validation: score })),
    bestEpoch: count,
  })),
  /** How a few of the collection's pictures were painted back after some epochs: images relative to the gallery. */
  progress: z.array(z.object({ id: text, frames: z.array(z.object({ epoch: count, image: text })) })),
});

export type TrainingRecord = z.infer<typeof trainingSchema>;

/** Checks the parsed content of `files.json`. Throws a GalleryError. */
export function parseFileList(json: unknown): FileList {
  const result = z.safeParse(fileList, json);
  if (!result.success) throw new GalleryError('files.json is damaged; build the gallery again.');
  return result.data;
}

/** Checks parsed JSON against the manifest's schema. `where` names the file in the message. */
export function parseManifest(json: unknown, where: string): Manifest {
  checkFormat(json, where);
  const result = z.safeParse(manifestSchema, json);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new GalleryError(`${where} is damaged at “${issue?.path.join('.') ?? ''}”; build the gallery again.`);
  }
  return result.data;
}
