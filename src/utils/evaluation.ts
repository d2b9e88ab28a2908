/** Which encoder does best, and which pictures and classes are found worst. */
import type { Evaluation, EvaluationPart } from '../gallery/evaluation.ts';
import type { Manifest, ManifestEncoder } from '../gallery/manifest.ts';

type EncoderPart = EvaluationPart['encoders'][number];

export const scoresOf = (part: EvaluationPart, encoder: string): EncoderPart | undefined => part.encoders.find((each) => each.encoder === encoder);

/** The encoder with the highest mean average precision; of equal ones the first. */
export function bestEncoder(manifest: Pick<Manifest, 'encoders'>, part: EvaluationPart): ManifestEncoder {
  const value = ({ id }: ManifestEncoder): number => scoresOf(part, id)?.overall?.meanAveragePrecision ?? -1;
  return manifest.encoders.reduce((best, encoder) => (value(encoder) > value(best) ? encoder : best));
}

export const hardestFirst = (part: EvaluationPart, encoder: string): EncoderPart['hardest'] => scoresOf(part, encoder)?.hardest ?? [];

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
