/** `evaluation.json`, for galleries whose pictures have classes. */
import { EVALUATION, type Evaluation, type EvaluationPart } from '../../src/gallery/evaluation.ts';
import type { Classes, Evaluated } from '../evaluation.ts';
import type { GalleryFile } from './folder.ts';

/** `encoders` and `evaluated` go together; `heldOut` are the rows whose labels no encoder was told. */
export function evaluationFiles(
  classes: Classes | undefined, encoders: readonly { id: string }[], evaluated: readonly Evaluated[], ids: readonly string[], heldOut: readonly number[] | undefined,
): GalleryFile[] {
  if (!classes) return [];
  const partOf = (name: 'all' | 'heldOut', count: number): EvaluationPart => ({
    count,
    encoders: encoders.flatMap(({ id }, place) => {
      const scores = evaluated[place]!.classes?.[name];
      return scores ? [{ encoder: id, ...scores, hardest: scores.hardest.map((query) => ({ ...query, item: ids[query.item]! })) }] : [];
    }),
  });
  const evaluation: Evaluation = {
    column: classes.column, classes: classes.names,
    all: partOf('all', ids.length),
    ...(heldOut && { heldOut: partOf('heldOut', heldOut.length) }),
  };
  return [{ path: EVALUATION, bytes: new TextEncoder().encode(JSON.stringify(evaluation)) }];
}
