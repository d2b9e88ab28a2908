/** `evaluation.json`: how well each encoder finds pictures of the same class. Galleries whose pictures have classes hold it. */
import * as z from 'zod/mini';
import { GalleryError } from './format.ts';

/** How well encoders find pictures of the same class: the file of a gallery that says so. */
export const EVALUATION = 'evaluation.json';

const share = z.number().check(z.minimum(0), z.maximum(1));
const count = z.int().check(z.nonnegative());

/** Means over queries, leave one out: each picture is asked for the others of its class. */
export const retrievalSchema = z.object({
  /** Share of queries whose nearest is of their class. */
  nearestNeighbourAccuracy: share,
  /** Mean share of the k nearest that are of the class; k is lowered to the number of others of that class, so that 1 can be reached. */
  precisionAt5: share,
  precisionAt10: share,
  /** Mean over queries of the mean, over others of the class, of the precision at their rank. */
  meanAveragePrecision: share,
});

const encoderScores = z.object({
  encoder: z.string(),
  /** Null where no class has two pictures in this part. */
  overall: z.nullable(retrievalSchema),
  /** By class, in the order of `classes`; null where a class has fewer than two pictures in this part. */
  classes: z.array(z.nullable(retrievalSchema)),
  /** By class: the class that the nearest most often has instead, and in which share of queries; null where all are right. */
  confused: z.array(z.nullable(z.object({ class: z.string(), share }))),
  /** Ids of the pictures whose class is found worst, the worst first. */
  hardest: z.array(z.object({ item: z.string(), averagePrecision: share })),
});

/** Scores among some of the pictures: they are the queries, and the only candidates. */
const part = z.object({ count, encoders: z.array(encoderScores) });

const evaluationSchema = z.object({
  /** Label column that holds the class. */
  column: z.string(),
  /** Every class, by name. */
  classes: z.array(z.string()),
  all: part,
  /** Where encoders were told labels: the pictures whose labels no encoder was told. */
  heldOut: z.optional(part),
});

export type RetrievalMeans = z.infer<typeof retrievalSchema>;
export type Evaluation = z.infer<typeof evaluationSchema>;
export type EvaluationPart = z.infer<typeof part>;

/** What is known of one encoder before ids stand for items. */
export type EncoderScores<Item> = Omit<z.infer<typeof encoderScores>, 'encoder' | 'hardest'> & { hardest: { item: Item; averagePrecision: number }[] };

/** Checks the parsed content of `evaluation.json`. Throws a GalleryError. */
export function parseEvaluation(json: unknown): Evaluation {
  const result = z.safeParse(evaluationSchema, json);
  if (!result.success) throw new GalleryError('evaluation.json is damaged; build the gallery again.');
  return result.data;
}
