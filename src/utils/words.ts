/** Numbers and lists as the site writes them. */

const SMALL = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen',
  'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** 64 → “sixty-four”; from a hundred on figures with commas. */
export function inWords(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 99) return withCommas(value);
  if (value < 20) return SMALL[value]!;
  const ten = TENS[Math.floor(value / 10)]!;
  return value % 10 === 0 ? ten : `${ten}-${SMALL[value % 10]!}`;
}

/** 1284000 → “1,284,000”. */
export const withCommas = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 3 });

/** A share between 0 and 1 as a whole percentage: .534 → “53 %”, with a space that does not break. */
export const percent = (share: number): string => `${Math.round(share * 100)}\u00a0%`;

/** A share to a tenth of a percent, for those that are small or close to each other: .0184 → “1.8 %”. */
export const tenths = (share: number): string => `${(100 * share).toFixed(1)}\u00a0%`;

/** Three digits that matter, for errors and distances: 0.00871 → “0.0087”, 12.345 → “12.3”. */
export function short(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 100) return withCommas(Math.round(value));
  if (size >= 10) return value.toFixed(1);
  if (size >= 1) return value.toFixed(2);
  if (size >= 0.1) return value.toFixed(3);
  return value.toFixed(4);
}

/** “a”, “a and b”, “a, b and c”. */
export function listed(parts: readonly string[]): string {
  if (parts.length <= 1) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}

/** First letter large. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** “1 flag”, “12 flags”. */
export const counted = (count: number, noun: { one: string; many: string }): string =>
  `${withCommas(count)} ${count === 1 ? noun.one : noun.many}`;

/** An ISO 8601 date as people write it: “1890”, “14 November 2026”, “14 November 2026, 12:33”. */
export function dateWords(iso: string): string {
  if (!/^\d{4}-\d{2}-\d{2}/.test(iso)) return iso;
  const day = longDate(new Date(`${iso.slice(0, 10)}T00:00:00Z`));
  return iso.length > 10 ? `${day}, ${iso.slice(11, 16)}` : day;
}

/** 14 November 2026, read in UTC so that a date does not depend on where the site is built. */
export const longDate = (date: Date): string =>
  date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** An encoder's name as it stands inside a sentence: “Pixels” → “pixels”; “VGG19” and “MobileNet” stay as they are. */
export const midSentence = (name: string): string => (/^\p{Lu}\p{Ll}*(?!\S)/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name);
