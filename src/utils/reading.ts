/** Minutes to read a write-up at 220 words a minute, at least one. Imports and component tags are not read. */
export function readingMinutes(source: string): number {
  const prose = source
    .replace(/^(import|export) .*$/gm, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\{[^{}]*\}/g, ' word ');
  const words = prose.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
  return Math.max(1, Math.round(words / 220));
}
