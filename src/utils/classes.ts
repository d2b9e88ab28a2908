/** Classes of pictures: which a picture is of, which of its nearest share it, and which encoders learned from it. */
import type { Item } from '../gallery/items.ts';
import type { Manifest, TrainingRecord } from '../gallery/manifest.ts';
import type { Gallery } from '../gallery/read.ts';
import { nearest, type Neighbour } from './neighbours.ts';
import { listed } from './words.ts';

/** What classes are called, in small letters: “class”, “digit”. */
export const classNoun = (manifest: Manifest): string =>
  (manifest.labels.find((label) => label.column === manifest.classes)?.title ?? 'class').toLowerCase();

/** The item's class; '' where it has none, or the gallery knows none. */
export const classOf = (manifest: Manifest, item: Item): string => (manifest.classes === undefined ? '' : item.labels[manifest.classes] ?? '');

export interface Answer extends Neighbour {
  /** Is it of the query's class? Undefined where the query has none. */
  right?: boolean;
}

export interface Answers {
  list: Answer[];
  /** Present where the query has a class and somebody else is of it. */
  precision?: { right: number; of: number };
}

/** The `count` nearest of an item, each told right or wrong; precision counts no more of them than there are others of the class. */
export function answers({ manifest, items }: Gallery, encoder: string, item: Item, count: number): Answers {
  const list = nearest(items, encoder, item.index, count);
  const own = classOf(manifest, item);
  if (own === '') return { list };
  const others = (manifest.labels.find((label) => label.column === manifest.classes)?.values.find(({ value }) => value === own)?.count ?? 1) - 1;
  const told = list.map((neighbour) => ({ ...neighbour, right: classOf(manifest, neighbour.item) === own }));
  const of = Math.min(told.length, others);
  return { list: told, ...(of > 0 && { precision: { right: told.slice(0, of).filter(({ right }) => right).length, of } }) };
}

export interface Learner {
  name: string;
  split: NonNullable<TrainingRecord['split']>;
}

/** Ids of the pictures whose class no encoder was told; null where none learned classes. */
export function heldOutIds(learners: readonly Pick<Learner, 'split'>[]): Set<string> | null {
  const [first, ...others] = learners.map(({ split }) => new Set(split.test));
  return first ? new Set([...first].filter((id) => others.every((test) => test.has(id)))) : null;
}

/** Did encoders learn from this picture? `ofClass` is what classes are called. Empty where none learned classes. */
export function learnedFrom(id: string, { noun, ofClass }: { noun: Manifest['noun']; ofClass: string }, learners: readonly Learner[]): string {
  if (learners.length === 0) return '';
  const names = (some: readonly Learner[]): string => listed(some.map(({ name }) => name));
  const test = learners.filter(({ split }) => split.test.includes(id));
  const validation = learners.filter(({ split }) => split.validation.includes(id));
  const training = learners.filter(({ split }) => split.training.includes(id));
  if (test.length + validation.length + training.length === 0) return `This ${noun.one} has no ${ofClass}, so no encoder learned from it.`;
  return [
    ...(test.length ? [`${names(test)} never saw this ${noun.one} in training: it was held out.`] : []),
    ...(validation.length ? [`For ${names(validation)} this ${noun.one} only helped to choose the best epoch.`] : []),
    ...(training.length ? [`${names(training)} learned from this ${noun.one}, so what ${training.length === 1 ? 'it finds' : 'they find'} here flatters ${training.length === 1 ? 'it' : 'them'}.`] : []),
  ].join(' ');
}
