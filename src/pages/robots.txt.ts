/** Everything may be read; the sitemap says what there is. */
import type { APIContext } from 'astro';
import { absolute } from '../utils/base.ts';

export function GET(context: APIContext): Response {
  return new Response(`User-agent: *\nAllow: /\n\nSitemap: ${absolute('/sitemap-index.xml', context.site)}\n`);
}
