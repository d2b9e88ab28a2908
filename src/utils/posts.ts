/** Write-ups whose gallery is published, newest first. */
import { getCollection, type CollectionEntry } from 'astro:content';
import { listGalleries } from './galleries.ts';
import { readingMinutes } from './reading.ts';

export interface Post {
  entry: CollectionEntry<'posts'>;
  minutes: number;
}

/** A write-up reads its numbers from a gallery, so without that gallery it is left out. */
export async function listPosts(): Promise<Post[]> {
  const published = new Set((await listGalleries()).map((gallery) => gallery.id));
  const entries = await getCollection('posts', ({ data }) => published.has(data.gallery));
  return entries
    .map((entry) => ({ entry, minutes: readingMinutes(entry.body ?? '') }))
    .sort((first, second) => second.entry.data.date.getTime() - first.entry.data.date.getTime());
}
