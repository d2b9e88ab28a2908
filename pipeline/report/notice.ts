/** What a build has to say of many pictures at once. */

/** Something to know about many pictures or rows at once. */
export interface Notice {
  /** What is the matter with what is named, without a full stop. */
  what: string;
  names: string[];
}

/** Names on one line; the report has them all. */
const SHOWN = 8;

/** “Gone since the last build (2): a.jpg, b.jpg”. */
export function noticeLine({ what, names }: Notice): string {
  const more = names.length - SHOWN;
  return `${what} (${names.length.toLocaleString('en')}): ${names.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`;
}
