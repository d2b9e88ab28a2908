/** The points of a large gallery's map, for the pages of its images. */
import type { APIRoute } from 'astro';
import { isLarge, pageMap, pointsFile } from '../../../figures/whole-map.ts';
import { listGalleries, loadGallery } from '../../../utils/galleries.ts';

export const getStaticPaths = async (): Promise<{ params: { gallery: string } }[]> =>
  (await listGalleries()).filter((manifest) => isLarge(manifest) && pageMap(manifest)).map(({ id }) => ({ params: { gallery: id } }));

export const GET: APIRoute<Record<string, never>, { gallery: string }> = async ({ params }) => {
  const { manifest, items } = await loadGallery(params.gallery);
  return new Response(pointsFile(items, pageMap(manifest)!), { headers: { 'Content-Type': 'image/svg+xml' } });
};
