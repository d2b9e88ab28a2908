/** Text as a part of an address. */

/** Lower-case ASCII letters, digits and single dashes, at most 80; accents and apostrophes are dropped. Empty where nothing of the text is left. */
export const slugOf = (text: string): string => plainWords(withoutAccents(text).replace(/['’]/g, '')).slice(0, 80);

/** Letters and digits that have a plain Latin base, in lower case, words joined by single dashes; an apostrophe parts words too. Of any length, and may be empty. */
export const plainWords = (text: string): string => withoutAccents(text).toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');

/** What is put together of a base and marks is its base alone; other forms of a letter are that letter: `é` → `e`, `²` → `2`. */
export const withoutAccents = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '');
