/** Addresses of a gallery's pages: readable, in plain ASCII, each used once. */
import { createHash } from 'node:crypto';
import { slugOf } from '../ground/slug.ts';

/** Addresses that a gallery's own pages have. */
const RESERVED = ['all', 'compare', 'evaluation'];

/**
 * The slug that an item's source gives it; the hash of its id is added where a page of the gallery has that address. Other items have one of their
 * titles; where two titles meet, or a title leaves nothing, the id is added, and where that leaves nothing either a hash of it.
 */
export function slugsOf(items: readonly { id: string; title: string; slug?: string }[]): string[] {
  const wanted = items.map(({ id, title, slug }) => (slug === undefined ? slugOf(title) : RESERVED.includes(slug) ? `${slug}-${hashOf(id)}` : slug));
  const uses = new Map<string, number>();
  for (const slug of wanted) uses.set(slug, (uses.get(slug) ?? 0) + 1);
  const free = (slug: string): boolean => slug !== '' && uses.get(slug) === 1 && !RESERVED.includes(slug);
  const taken = new Set([...RESERVED, ...wanted.filter(free)]);
  return items.map((item, index) => {
    const slug = wanted[index]!;
    if (free(slug)) return slug;
    const base = [slug, slugOf(item.id)].filter(Boolean).join('-') || `item-${hashOf(item.id)}`;
    let candidate = base;
    for (let next = 2; taken.has(candidate); next += 1) candidate = `${base}-${next}`;
    taken.add(candidate);
    return candidate;
  });
}

const hashOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 8);
