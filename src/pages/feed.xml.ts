/** The feed of write-ups. */
import rss from '@astrojs/rss';
import type { APIContext } from 'astro';
import { absolute, href } from '../utils/base.ts';
import { listPosts } from '../utils/posts.ts';

export async function GET(context: APIContext): Promise<Response> {
  const posts = await listPosts();
  return rss({
    title: 'Latent Gallery',
    description: 'Pictures, arranged by how alike they look.',
    site: absolute('/', context.site),
    items: posts.map(({ entry }) => ({
      title: entry.data.title,
      description: entry.data.description,
      pubDate: entry.data.date,
      link: href(`/write-ups/${entry.id}/`),
    })),
  });
}
