/** Words in a sentence that is computed from a gallery, about. */
const COMPUTED = 14;

/** Minutes to read a write-up at 220 words a minute, at least one. Imports and component tags are not read; what `say.…` stands for counts as a sentence. */
export function readingMinutes(source: string): number {
  const prose = source
    .replace(/^(import|export) .*$/gm, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\{say\.[^{}]*\}/g, ' word'.repeat(COMPUTED) + ' ')
    .replace(/\{[^{}]*\}/g, ' word ');
  const words = prose.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
  return Math.max(1, Math.round(words / 220));
}
