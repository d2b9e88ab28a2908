/** Which encoder does best, and which pictures and classes are found worst. */
import type { Evaluation, EvaluationPart } from '../gallery/evaluation.ts';
import type { Manifest, ManifestEncoder } from '../gallery/manifest.ts';

type EncoderPart = EvaluationPart['encoders'][number];

/** What encoders are judged by, in the order of all tables. */
export const measures = [
  { name: 'nearestNeighbourAccuracy', title: 'Nearest is right' },
  { name: 'precisionAt5', title: 'Precision at 5' },
  { name: 'precisionAt10', title: 'at 10' },
  { name: 'meanAveragePrecision', title: 'Mean average precision' },
] as const;

export const scoresOf = (part: EvaluationPart, encoder: string): EncoderPart | undefined => part.encoders.find((each) => each.encoder === encoder);

/** The encoder with the highest mean average precision; of equal ones the first. */
export function bestEncoder(manifest: Pick<Manifest, 'encoders'>, part: EvaluationPart): ManifestEncoder {
  const value = ({ id }: ManifestEncoder): number => scoresOf(part, id)?.overall?.meanAveragePrecision ?? -1;
  return manifest.encoders.reduce((best, encoder) => (value(encoder) > value(best) ? encoder : best));
}

/** Whether two shares of `count` each, taken as independent, differ by less than two standard errors of their difference, or not at all. */
export const withinChance = (a: number, b: number, count: number): boolean =>
  a === b || Math.abs(a - b) < 2 * Math.hypot(standardError(a, count), standardError(b, count));

/** That of a share over so many queries, taken as independent. */
export const standardError = (share: number, queries: number): number => Math.sqrt((share * (1 - share)) / Math.max(1, queries));

/** The part to compare encoders by: what none of them learned from, where anything could be measured on that. */
export function fairPart({ heldOut, all }: Pick<Evaluation, 'heldOut' | 'all'>): EvaluationPart {
  return heldOut?.encoders.some(({ overall }) => overall !== null) ? heldOut : all;
}

export const hardestFirst = (part: EvaluationPart, encoder: string): EncoderPart['hardest'] => scoresOf(part, encoder)?.hardest ?? [];

/**
 * Share of answers that are right when they are drawn by chance, over all queries: a query of a class of n pictures has n − 1 right ones among
 * the N − 1 others. `classes` holds the class of each picture, '' where it has none. As in the scores, a picture asks only where another
 * is of its class; null where none asks.
 */
export function chanceOfRight(classes: readonly string[]): number | null {
  const sizes = [...Map.groupBy(classes.filter((name) => name !== ''), (name) => name).values()].map(({ length }) => length).filter((size) => size > 1);
  const queries = sizes.reduce((sum, size) => sum + size, 0);
  if (queries === 0) return null;
  return sizes.reduce((sum, size) => sum + size * (size - 1), 0) / (queries * (classes.length - 1));
}

export interface ClassRow {
  name: string;
  /** By encoder, in the part's order: precision at 5, or null where the class has too few pictures. */
  precision: (number | null)[];
  /** What the encoder that the order follows takes it for most often, and how often. */
  confused: { class: string; share: number } | null;
}

/** A row a class; those that `encoder` finds worst come first, of equal ones by name. Classes with too few pictures come last. */
export function classRows({ classes }: Pick<Evaluation, 'classes'>, part: EvaluationPart, encoder: string): ClassRow[] {
  const leading = scoresOf(part, encoder);
  const rows = classes.map((name, place) => ({
    name, precision: part.encoders.map((each) => each.classes[place]?.precisionAt5 ?? null),
    order: leading?.classes[place]?.precisionAt5 ?? Infinity, confused: leading?.confused[place] ?? null,
  }));
  return rows.sort((a, b) => (a.order === b.order ? 0 : a.order - b.order) || (a.name < b.name ? -1 : 1)).map(({ order: _, ...row }) => row);
}
