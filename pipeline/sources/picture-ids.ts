/** What the pictures of a folder are called in settings, and in the addresses of their pages: by their paths, so that a link goes on showing its picture when others come and go. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { plainWords, withoutAccents } from '../ground/slug.ts';

/** The longest an id may be. */
const MOST = 80;

/**
 * An id for each file (paths with `/`): lower-case ASCII letters, digits and single dashes, at most 80 of them, each id once.
 *
 * It is the path without its ending: `harbour/Old bridge (2).jpg` → `harbour-old-bridge-2`. A hash of the path is added where that would not tell it
 * from others: letters are lost (`海 1.png` → `1-d8be4e88`), or it is too long and cut. Names that differ in nothing but case, accents, marks
 * between words and ending all have the hash while they lie side by side.
 */
export function idsOf(files: readonly string[]): string[] {
  const alone = files.map(idOf);
  const uses = Map.groupBy(alone, (id) => id);
  const taken = new Set<string>();
  return files.map((file, index) => {
    const wanted = uses.get(alone[index]!)!.length === 1 ? alone[index]! : withHash(file);
    let id = wanted;
    // One name in two Unicode forms has one hash.
    for (let next = 2; taken.has(id); next += 1) id = `${wanted}-${next}`;
    taken.add(id);
    return id;
  });
}

/** What has no plain Latin base and is more than a mark between words: without it a name could be another's. */
const LOST = /[^\p{ASCII}\p{P}\p{Z}]/u;

function idOf(file: string): string {
  const name = nameOf(file);
  const words = plainWords(name);
  return words !== '' && words.length <= MOST && !LOST.test(withoutAccents(name)) ? words : withHash(file);
}

function withHash(file: string): string {
  const hash = createHash('sha256').update(file.normalize('NFC')).digest('hex').slice(0, 8);
  return `${lastWords(plainWords(nameOf(file)), MOST - hash.length - 1) || 'picture'}-${hash}`;
}

/** As many as there is room for, the last ones: they are the file's own. */
function lastWords(words: string, room: number): string {
  if (words.length <= room) return words;
  const from = words.indexOf('-', words.length - room - 1) + 1;
  return from > 0 ? words.slice(from) : words.slice(words.lastIndexOf('-') + 1).slice(0, room);
}

const nameOf = (file: string): string => file.slice(0, file.length - path.posix.extname(file).length);
