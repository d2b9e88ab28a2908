/** Write-ups: MDX files in content/posts. */
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import * as z from 'astro/zod';

const posts = defineCollection({
  loader: glob({ base: './content/posts', pattern: '*.mdx' }),
  schema: z.object({
    title: z.string(),
    /** One or two sentences under the title; they hold no results, because results come from the build. */
    description: z.string(),
    date: z.coerce.date(),
    /** The gallery that the write-up reads its numbers from; it is left out of the site where that gallery is not published. */
    gallery: z.string(),
    /** Ids of up to four items whose pictures stand for the write-up in lists; without any, four from all over its map. */
    thumbnail: z.array(z.string()).max(4),
  }),
});

export const collections = { posts };
