/** Write-ups whose gallery is published, newest first; of one day in the order of their galleries. */
import { getCollection, type CollectionEntry } from 'astro:content';
import { listGalleries } from './galleries.ts';
import { readingMinutes } from './reading.ts';

export interface Post {
  entry: CollectionEntry<'posts'>;
  minutes: number;
}

/** A write-up reads its numbers from a gallery, so without that gallery it is left out. */
export async function listPosts(): Promise<Post[]> {
  const published = (await listGalleries()).map((gallery) => gallery.id);
  const entries = await getCollection('posts', ({ data }) => published.includes(data.gallery));
  return entries
    .map((entry) => ({ entry, minutes: readingMinutes(entry.body ?? '') }))
    .sort(({ entry: { data: first } }, { entry: { data: second } }) =>
      second.date.getTime() - first.date.getTime() || published.indexOf(first.gallery) - published.indexOf(second.gallery));
}
