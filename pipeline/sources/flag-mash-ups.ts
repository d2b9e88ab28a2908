/** Mash-ups: the design of one country's flag in the colours of another's. */
import type { Random } from '../ground/random.ts';
import { recoloured, type Raster, type Template } from './flag-colours.ts';

/** A country's flag, ready to be mixed with others. */
export interface FlagTemplate {
  id: string;
  title: string;
  /** Ids of countries that share a border. */
  borders: readonly string[];
  template: Template;
  /** Share of pixels that lie on an edge. */
  detail: number;
}

export interface MadeFlag {
  title: string;
  /** Ids of the countries it is made from: the design's first. */
  parents: string[];
  raster: Raster;
}

/** One mash-up in four is made of neighbours. */
const NEIGHBOURS = 1 / 4;

/**
 * Takes two countries, one time in four neighbours. The design is that of the flag with fewer main colours; its i-th
 * commonest colour becomes the i-th commonest of the other flag.
 */
export function mashUp(flags: readonly FlagTemplate[], random: Random): MadeFlag {
  const one = random.pick(flags);
  const near = flags.filter((flag) => one.borders.includes(flag.id));
  const other = random.uniform() < NEIGHBOURS && near.length ? random.pick(near) : random.pick(flags.filter((flag) => flag !== one));
  const [design, donor] = one.template.colours.length <= other.template.colours.length ? [one, other] : [other, one];
  return {
    title: blend(design.title, donor.title),
    parents: [design.id, donor.id],
    raster: recoloured(design.template, donor.template.colours),
  };
}

/** A name made of two: the first half of one, the second half of the other, cut where it can be spoken. “Chad”, “Romania”: “Chania”. */
export function blend(first: string, second: string): string {
  const head = wordOf(first);
  const tail = wordOf(second);
  const front = head.slice(0, cutAfterVowel(head, Math.ceil(head.length / 2)));
  const back = tail.slice(Math.floor(tail.length / 2)).replace(/^[aeiouyáéíóúãåäöü]+(?=.{3,})/iu, '');
  return front + back.toLowerCase();
}

/** The longest word of a name: “Trinidad” of “Trinidad and Tobago”. */
const wordOf = (name: string): string => name.split(/[\s-]+/).reduce((longest, word) => (word.length > longest.length ? word : longest), '');

/** The place behind the nearest vowel: before `from`, or else after it. */
function cutAfterVowel(word: string, from: number): number {
  const vowel = (at: number): boolean => /[aeiouyáéíóúãåäöü]/iu.test(word[at - 1]!);
  for (let at = from; at > 1; at -= 1) if (vowel(at)) return at;
  for (let at = from; at <= word.length; at += 1) if (vowel(at)) return at;
  return from;
}
