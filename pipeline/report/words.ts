/** Parts of sentences that many messages share. They lie here because the keys of results leave this folder out: other words make nothing anew. */

/** “1,234”. */
export const counted = (count: number): string => count.toLocaleString('en');

/** “a.jpg, b.jpg and 1,002 more”: the first names, and how many are left. */
export function few(names: readonly string[], shown = 8): string {
  const more = names.length - shown;
  return `${names.slice(0, shown).join(', ')}${more > 0 ? ` and ${counted(more)} more` : ''}`;
}
