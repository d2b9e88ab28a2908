/** Text as a part of an address. */

/** Lower-case ASCII letters, digits and single dashes; accents are dropped. Empty where nothing of the text is left. */
export function slugOf(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/['’]/g, '').toLowerCase()
    .replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 80);
}
