/** Which pictures an encoder that is told their labels may learn from, and which are kept from it to see what it is worth. */
import type { TrainingRecord } from '../../../src/gallery/manifest.ts';
import { keyOf } from '../../cache/key.ts';
import { Problem } from '../../ground/problem.ts';
import { seeded } from '../../ground/random.ts';
import type { Source } from '../../sources/source.ts';

/** Indices into the items, ascending. Items without a label are in none. */
export interface LabelledSplit {
  /** All labels, in the order of the alphabet. */
  classes: string[];
  /** The place in `classes` of each item's label; of an item without one it means nothing. */
  classOf: Uint32Array;
  training: number[];
  /** Decides when a training is at its best. */
  validation: number[];
  /** Neither learnt from nor asked about anything while there is a training. */
  test: number[];
}

interface Labelled {
  id: string;
  labels: Record<string, string>;
}

/** In ten. */
const SHARES = { validation: 1, test: 3 } as const;

/**
 * Splits every label's items alike, by chance: six in ten to learn from, one to validate, three to test. Where a label's number is no
 * multiple of ten, what is left over is shared out over the labels in turn, to each its own share rounded up at most, and the first item
 * of a label is always learnt from. All encoders of a collection get the same split. Throws a Problem where there are not two labels, or
 * too few items to hold some back.
 */
export function splitByLabel(items: readonly Labelled[], column: string, seed: number): LabelledSplit {
  const classes = [...new Set(items.map(({ labels }) => labels[column] ?? ''))].filter((label) => label !== '').sort();
  if (classes.length < 2) {
    throw new Problem(`The pictures have ${classes.length === 0 ? 'no labels' : 'only one label'} “${column}”, and what is to be told apart wants two; put the pictures into folders named for what is on them, or leave out the encoders that learn labels.`);
  }
  const places = new Map(classes.map((label, place) => [label, place]));
  const split: Pick<LabelledSplit, 'training' | 'validation' | 'test'> = { training: [], validation: [], test: [] };
  let shared = 0;
  for (const label of classes) {
    const members = seeded(seed, `split of ${label}`).shuffle([...items.keys()].filter((item) => items[item]!.labels[column] === label));
    shared += members.length;
    const due = (tenths: number, given: number): number => Math.min(Math.floor(tenths * shared / 10) - given, Math.ceil(tenths * members.length / 10));
    const test = Math.min(due(SHARES.test, split.test.length), members.length - 1);
    const validation = Math.min(due(SHARES.validation, split.validation.length), members.length - 1 - test);
    split.test.push(...members.slice(0, test));
    split.validation.push(...members.slice(test, test + validation));
    split.training.push(...members.slice(test + validation));
  }
  if (split.validation.length === 0 || split.test.length === 0) {
    throw new Problem(`There are ${shared} pictures with a label “${column}”, too few to hold some back from a training; add pictures, or leave out the encoders that learn labels.`);
  }
  for (const part of Object.values(split)) part.sort((a, b) => a - b);
  return { classes, classOf: Uint32Array.from(items, ({ labels }) => places.get(labels[column] ?? '') ?? 0), ...split };
}

/** Ids of the items of each part, as a training record names them. */
export function idsOf(items: readonly Labelled[], { training, validation, test }: LabelledSplit): NonNullable<TrainingRecord['split']> {
  const ids = (part: readonly number[]): string[] => part.map((item) => items[item]!.id);
  return { training: ids(training), validation: ids(validation), test: ids(test) };
}

/** Key of all that a training takes from the split. */
export const keyOfSplit = ({ classes, classOf, training, validation, test }: LabelledSplit): string =>
  keyOf(classes, Array.from(classOf), training, validation, test);

/** The column of labels that is learnt: the wanted one, or the first that the source has. Throws a Problem where there is none such. */
export function labelColumn(wanted: string | undefined, { labels, collection: { file } }: { labels: Source['labels']; collection: { file: string } }): string {
  const columns = labels.map(({ column }) => column);
  if (columns.length === 0) {
    throw new Problem(`${file} names an encoder that learns labels, but its pictures have none to tell apart; put the pictures into folders named for what is on them, or leave out that encoder.`);
  }
  const column = wanted ?? columns[0]!;
  if (!columns.includes(column)) throw new Problem(`${file} wants the label “${column}” to be learnt, but its pictures have no such label; take one that they have: ${columns.join(', ')}.`);
  return column;
}
