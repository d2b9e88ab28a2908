/** How well each encoder finds what belongs together: in short by every label, and by class in all detail. */
import type { EncoderScores } from '../src/gallery/evaluation.ts';
import type { Manifest } from '../src/gallery/manifest.ts';
import type { NeighbourLists } from '../src/gallery/neighbours.ts';
import { codeKey } from './cache/code-key.ts';
import type { Stages } from './cache/stages.ts';
import type { Embedding } from './encoders/embedding.ts';
import type { PreparedItem } from './images/prepare.ts';
import { evaluate, evaluateAmong, type Labelled } from './similarity/evaluation.ts';
import { meanScores, queryScores } from './similarity/retrieval.ts';
import type { Source } from './sources/source.ts';

/** What an encoder is worth in searches. */
export interface Evaluated {
  retrieval: Manifest['encoders'][number]['retrieval'];
  /** Where pictures have classes; items by their row. */
  classes?: { all: EncoderScores<number>; heldOut?: EncoderScores<number> };
}

/** The classes of a collection's pictures. */
export interface Classes {
  column: string;
  /** Every class, by name. */
  names: string[];
  /** The class of each item; '' is none. */
  of: string[];
}

/** Undefined where the source knows none, or where there is nothing to tell apart. */
export function classesOf(source: Pick<Source, 'classes'>, items: readonly Pick<PreparedItem, 'labels'>[]): Classes | undefined {
  const column = source.classes;
  if (column === undefined) return undefined;
  const of = items.map((item) => item.labels[column] ?? '');
  const names = [...new Set(of)].filter((name) => name !== '').sort();
  const named = of.filter((name) => name !== '').length;
  return names.length > 1 && named > names.length ? { column, names, of } : undefined;
}

/** Rows whose labels no encoder was told, where any encoder was told labels; ascending. Encoders that are told none may have learned from their pictures. */
export function heldOutRows(embeddings: readonly Pick<Embedding, 'training'>[], ids: readonly string[]): number[] | undefined {
  const tests = embeddings.flatMap(({ training }) => (training?.record.split ? [new Set(training.record.split.test)] : []));
  if (tests.length === 0) return undefined;
  return [...ids.keys()].filter((row) => tests.every((test) => test.has(ids[row]!)));
}

/** Scores of every embedding, in their order. */
export async function evaluateAll(
  { source, items, classes, heldOut, embeddings, neighbours, stages }: {
    source: Pick<Source, 'labels'>; items: readonly PreparedItem[]; classes: Classes | undefined; heldOut: readonly number[] | undefined;
    embeddings: readonly (Embedding & { key: string })[]; neighbours: readonly NeighbourLists[]; stages: Stages;
  },
): Promise<Evaluated[]> {
  const labels = source.labels.map(({ column }) => ({ column, of: items.map((item) => item.labels[column] ?? '') }));
  const all: Evaluated[] = [];
  for (const [place, { encoder, points, key }] of embeddings.entries()) {
    const labelled = { points, metric: encoder.distance, neighbours: neighbours[place]! };
    const from = [codeKey('pipeline/evaluation.ts'), key, encoder.distance, labels, classes ? [classes.column, classes.of] : null, heldOut ?? null];
    const stage = stages.stage('evaluation', from, async (): Promise<Evaluated> => {
      const byClass = classes && await evaluateClasses({ ...labelled, classes: classes.of }, classes.names, heldOut);
      const retrieval: Evaluated['retrieval'] = {};
      for (const { column, of } of labels) {
        const scores = byClass && column === classes.column ? byClass.all.overall : meanScores(await queryScores(points, of, labelled.neighbours, labelled));
        if (scores) retrieval[column] = scores;
      }
      return { retrieval, ...(byClass && { classes: byClass }) };
    });
    all.push(await stage.value());
  }
  return all;
}

async function evaluateClasses(labelled: Labelled, names: readonly string[], heldOut: readonly number[] | undefined): Promise<NonNullable<Evaluated['classes']>> {
  return {
    all: await evaluate(labelled, names),
    ...(heldOut && { heldOut: await evaluateAmong(heldOut, labelled, names) }),
  };
}
