/** Search by name: what a visitor types against titles and other names. Pure; the list is drawn elsewhere. */

export interface Named {
  index: number;
  title: string;
  /** A longer or official name; empty where there is none. */
  subtitle: string;
  aliases: readonly string[];
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

/** Lower case without accents, marks as spaces, one character for each of the name's, so that places in both are the same. */
export function folded(text: string): string {
  return Array.from(text, (character) => {
    const plain = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    if (!/[\p{L}\p{N}]/u.test(character)) return ' '.repeat(character.length);
    return plain.length === character.length ? plain : character.toLowerCase().slice(0, character.length).padEnd(character.length);
  }).join('');
}

/** Rows for a query, best first: names that start with it, then words that do, then any part. One row an item. */
export function search(items: readonly Named[], query: string, most = 8): Match[] {
  const wanted = folded(query.trim());
  if (wanted === '') return [];
  const ranked: { match: Match; order: number }[] = [];
  for (const item of items) {
    const best = [item.title, ...item.aliases, ...(item.subtitle ? [item.subtitle] : [])]
      .map((name, place) => ({ name, place, at: findIn(folded(name), wanted) }))
      .filter((candidate) => candidate.at !== null)
      // Another name comes after every title that matches as well.
      .sort((a, b) => rank(a) - rank(b))[0];
    if (!best?.at) continue;
    const match = { index: item.index, name: best.name, of: best.place === 0 ? null : item.title, start: best.at.start, end: best.at.start + wanted.length };
    ranked.push({ match, order: rank(best) });
  }
  return ranked.sort((a, b) => a.order - b.order || a.match.name.localeCompare(b.match.name, 'en')).slice(0, most).map(({ match }) => match);
}

const rank = (candidate: { place: number; at: { quality: number } | null }): number => (candidate.at?.quality ?? 9) * 2 + (candidate.place === 0 ? 0 : 1);

function findIn(name: string, wanted: string): { start: number; quality: number } | null {
  if (name.startsWith(wanted)) return { start: 0, quality: 0 };
  for (let at = name.indexOf(wanted); at !== -1; at = name.indexOf(wanted, at + 1)) {
    if (/[^\p{L}\p{N}]/u.test(name[at - 1]!)) return { start: at, quality: 1 };
  }
  const at = name.indexOf(wanted);
  return at === -1 ? null : { start: at, quality: 2 };
}
