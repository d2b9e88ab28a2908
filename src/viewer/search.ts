/** Search as one types: against titles, other names and labels. Pure; the rows are drawn elsewhere. */
import type { LabelColumn } from './columns.ts';

export interface Named {
  title: string;
  /** A longer or official name; empty where there is none. */
  subtitle: string;
  aliases: readonly string[];
  /** What else it is called: found by the beginnings of their words, so that a few letters do not find half the world. */
  spellings?: readonly string[];
}

export interface Match {
  index: number;
  /** The name that matched: the title or another name. */
  name: string;
  /** The title, where another name matched. */
  of: string | null;
  /** The matching part of `name`: from `start` up to `end`. */
  start: number;
  end: number;
}

export interface LabelMatch {
  column: string;
  /** Title of the column. */
  title: string;
  value: string;
  start: number;
  end: number;
}

export interface Found {
  /** 1 for every item with a name or a label that matches. */
  items: Uint8Array;
  count: number;
  /** Best first, one row an item: names that start with the query, then words that do, then any part. */
  rows: Match[];
  /** Labels with a word that starts with the query. */
  labels: LabelMatch[];
}

export interface Search {
  /** What a query finds, with at most `most` rows; null for a query without letters and digits. */
  find(query: string, most?: number): Found | null;
}

const isPlain = /^[\x20-\x7e]*$/;

/** Lower case without accents, marks as spaces, one character for each of the name's, so that places in both are the same. */
export function folded(text: string): string {
  if (isPlain.test(text)) return text.toLowerCase().replace(/[^a-z0-9]/g, ' ');
  return Array.from(text, (character) => {
    const plain = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    if (!/[\p{L}\p{N}]/u.test(character)) return ' '.repeat(character.length);
    return plain.length === character.length ? plain : character.toLowerCase().slice(0, character.length).padEnd(character.length);
  }).join('');
}

/** Names that are shown, then those that are only searched. */
const shownNames = (item: Named): string[] => [item.title, ...item.aliases, ...(item.subtitle ? [item.subtitle] : [])];
const namesOf = (item: Named): string[] => [...shownNames(item), ...(item.spellings ?? [])];
/** Worse than any rank of a match. */
const NONE = 255;

/** Folds every name once; a query then runs through one long text. */
export function createSearch(items: readonly Named[], labels: readonly LabelColumn[]): Search {
  const names: string[] = [];
  const owner: number[] = [];
  const firstName = new Uint32Array(items.length);
  const firstSpelling = new Uint32Array(items.length);
  items.forEach((item, index) => {
    firstName[index] = names.length;
    firstSpelling[index] = names.length + shownNames(item).length;
    for (const name of namesOf(item)) {
      names.push(folded(name));
      owner.push(index);
    }
  });
  const text = names.join('\n');
  const starts = new Uint32Array(names.length + 1);
  names.forEach((name, entry) => { starts[entry + 1] = starts[entry]! + name.length + 1; });

  /** The best rank of each item (even: its title) and the name and place that have it. */
  const rankNames = (wanted: string): { ranks: Uint8Array; entries: Uint32Array; places: Uint32Array } => {
    const ranks = new Uint8Array(items.length).fill(NONE);
    const entries = new Uint32Array(items.length);
    const places = new Uint32Array(items.length);
    let entry = 0;
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
      while (starts[entry + 1]! <= at) entry += 1;
      const item = owner[entry]!;
      const quality = at === starts[entry] ? 0 : text[at - 1] === ' ' ? 1 : 2;
      if (quality === 2 && entry >= firstSpelling[item]!) continue;
      // Another name comes after every title that matches as well.
      const rank = quality * 2 + (entry === firstName[item] ? 0 : 1);
      if (rank >= ranks[item]!) continue;
      ranks[item] = rank;
      entries[item] = entry;
      places[item] = at - starts[entry]!;
    }
    return { ranks, entries, places };
  };

  return {
    find(query, most = 8) {
      const wanted = folded(query.trim()).trim();
      if (wanted === '') return null;
      const { ranks, entries, places } = rankNames(wanted);
      const before = (a: number, b: number): boolean => ranks[a]! < ranks[b]! || (ranks[a] === ranks[b] && names[entries[a]!]! < names[entries[b]!]!);
      const best: number[] = [];
      for (let index = 0; index < items.length; index += 1) {
        if (ranks[index] === NONE || (best.length === most && !before(index, best[most - 1]!))) continue;
        let place = best.length;
        while (place > 0 && before(index, best[place - 1]!)) place -= 1;
        best.splice(place, 0, index);
        if (best.length > most) best.pop();
      }
      const values = labels.flatMap((label) => label.values.flatMap((value, code) => {
        const start = ` ${folded(value)}`.indexOf(` ${wanted}`);
        return start === -1 ? [] : [{ label, code, row: { column: label.column, title: label.title, value, start, end: start + wanted.length } }];
      }));
      const found = ranks.map((rank) => (rank === NONE ? 0 : 1));
      for (const { label: { codes }, code } of values) {
        for (let index = 0; index < found.length; index += 1) if (codes[index] === code) found[index] = 1;
      }
      return {
        items: found,
        count: found.reduce((sum, one) => sum + one, 0),
        rows: best.map((index) => {
          const item = items[index]!;
          const place = entries[index]! - firstName[index]!;
          const start = places[index]!;
          return { index, name: namesOf(item)[place]!, of: place === 0 ? null : item.title, start, end: start + wanted.length };
        }),
        labels: values.map(({ row }) => row),
      };
    },
  };
}
