/** What `codes/<encoder>.json` holds: what was tried with the codes of an autoencoder of one hidden layer. */
import * as z from 'zod/mini';

const count = z.int().check(z.nonnegative());
const score = z.number();
const ids = z.array(z.string());
/** Losses before the first epoch and after some. */
const losses = z.array(z.object({ epoch: count, training: score, validation: score, test: score }));

export const codeStudySchema = z.object({
  encoder: z.string(),
  /** Ids of the items that were learned from, that chose the epoch, and that did neither. */
  parts: z.object({ training: ids, validation: ids, test: ids }),
  /** The penalty of the sparsity in the loss of the items learned from, at the epoch that is kept. */
  penalty: score,
  /** Trainings by seeds; the first made the codes, the others only show what chance does. */
  runs: z.array(z.object({ seed: count, bestEpoch: count, epochs: losses })),
  /**
   * For each hidden unit the picture of norm 1 that excites it most, in cells of one image, row by row; busiest units first. Middle grey
   * is 0; each cell is stretched to full contrast. `activity` is the unit's mean over the items, 0 … 1.
   */
  detectors: z.object({
    image: z.string(), columns: count, rows: count, width: count, height: count,
    units: z.array(z.object({ unit: count, activity: score })),
  }),
  /** Codes of items, by id, added up value by value, and what the sum is painted as. */
  sums: z.array(z.object({ terms: ids, code: z.array(score), image: z.string() })),
  /** Made-up codes, painted. `uniform`: each value uniform in 0 … 1. `items`: each value is that of an item drawn by chance. */
  random: z.array(z.object({ from: z.enum(['uniform', 'items']), image: z.string() })),
});

export type CodeStudy = z.infer<typeof codeStudySchema>;
