/** What a build has to say of many pictures at once. */
import { counted, few } from './words.ts';

/** Something to know about many pictures or rows at once. */
export interface Notice {
  /** What is the matter with what is named, without a full stop. */
  what: string;
  names: string[];
}

/** “Gone since the last build (2): a.jpg, b.jpg”, with the first names only; the report has them all. */
export function noticeLine({ what, names }: Notice): string {
  return `${what} (${counted(names.length)}): ${few(names)}`;
}
